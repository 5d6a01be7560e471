package dev.hephaestus.server.ai;

/**
 * The tokens of one exchange, as the provider counted them; 0 where it did not.
 *
 * @param in tokens sent, all of them
 * @param cachedIn those of them that the provider had in its cache
 * @param cacheWrites those of them that the provider put into its cache
 * @param out tokens received, thoughts included
 */
public record TokenUsage(long in, long cachedIn, long cacheWrites, long out) {

  /** Nothing sent, nothing received. */
  public static final TokenUsage NONE = new TokenUsage(0, 0, 0, 0);

  // Source code has about three characters to a token; prose has four.
  private static final int CHARS_PER_TOKEN = 3;
  private static final int TOKENS_PER_TURN = 8;

  public TokenUsage {
    in = Math.max(0, in);
    out = Math.max(0, out);
    cachedIn = Math.clamp(cachedIn, 0, in);
    cacheWrites = Math.clamp(cacheWrites, 0, in - cachedIn);
  }

  /** Tokens of both directions. */
  public long total() {
    return in + out;
  }

  /** The most that a request may take, before anybody has counted. */
  static TokenUsage worstOf(ModelRequest request) {
    return new TokenUsage(sent(request), 0, 0, request.maxOutputTokens());
  }

  /** What a request took of which no count came back. */
  static TokenUsage estimateOf(ModelRequest request, long charsReceived) {
    return new TokenUsage(sent(request), 0, 0, tokens(charsReceived));
  }

  private static long sent(ModelRequest request) {
    long sent = tokens(request.system().length()) + TOKENS_PER_TURN;
    for (ModelRequest.Turn turn : request.turns()) {
      sent += tokens(turn.text().length()) + TOKENS_PER_TURN;
    }
    return sent;
  }

  private static long tokens(long chars) {
    return (chars + CHARS_PER_TOKEN - 1) / CHARS_PER_TOKEN;
  }
}
