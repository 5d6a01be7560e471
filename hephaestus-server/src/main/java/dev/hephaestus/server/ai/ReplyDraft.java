package dev.hephaestus.server.ai;

import dev.hephaestus.server.ai.ModelException.Kind;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** A reply while it arrives. */
final class ReplyDraft {
  /** More text than any fix needs. */
  static final int MOST_CHARS = 1_000_000;

  private final String model;
  private final Secret secret;
  private final StringBuilder text = new StringBuilder();
  private long in;
  private long cachedIn;
  private long cacheWrites;
  private long out;
  private boolean isCounted;
  private boolean isEnded;
  private boolean isTruncated;
  private boolean isClosed;
  private @Nullable String withheld;

  ReplyDraft(String model, Secret secret) {
    this.model = model;
    this.secret = secret;
  }

  void append(String piece) {
    if (text.length() + piece.length() > MOST_CHARS) {
      throw new ModelException(
          Kind.TOO_LONG,
          "the reply of model " + model + " is longer than " + MOST_CHARS + " characters");
    }
    text.append(piece);
  }

  /** Tokens sent; those from and for the cache are among them. */
  void sent(long all, long fromCache, long forCache) {
    in = Math.max(in, all);
    cachedIn = Math.max(cachedIn, fromCache);
    cacheWrites = Math.max(cacheWrites, forCache);
    isCounted = true;
  }

  void received(long tokens) {
    out = Math.max(out, tokens);
  }

  /** The model has said all that it will say. */
  void ended(boolean atTheLimit) {
    isEnded = true;
    isTruncated |= atTheLimit;
  }

  /** There is an answer that is not to be had. */
  void withheld(String why) {
    isEnded = true;
    withheld = why;
  }

  /** Nothing will follow, not even a count. */
  void closed() {
    isClosed = true;
  }

  boolean isClosed() {
    return isClosed;
  }

  boolean isEnded() {
    return isEnded;
  }

  /** A fault that the provider reports in the middle of a reply. */
  ModelException failed(String type, String said) {
    String kind = type.toLowerCase(Locale.ROOT);
    boolean isFinal =
        kind.contains("invalid") || kind.contains("authentication") || kind.contains("permission");
    return new ModelException(
        isFinal ? Kind.REFUSED : Kind.FAILING,
        "the provider of " + model + " broke the reply off: " + secret.clip(type + " " + said));
  }

  /** What it took; estimated where the provider did not count. */
  TokenUsage usage(ModelRequest request) {
    TokenUsage estimate = TokenUsage.estimateOf(request, text.length());
    return isCounted
        ? new TokenUsage(in, cachedIn, cacheWrites, out)
        : new TokenUsage(estimate.in(), 0, 0, Math.max(out, estimate.out()));
  }

  /** The reply, when it came to its end. */
  ModelReply finish(ModelRequest request, TokenPrice price) {
    if (withheld != null) {
      throw new ModelException(
          Kind.WITHHELD, "the answer of " + model + " was withheld: " + secret.clip(withheld));
    }
    if (!isEnded) {
      throw new ModelException(
          text.isEmpty() ? Kind.GARBLED : Kind.UNREACHABLE,
          text.isEmpty()
              ? "model " + model + " gave an empty reply"
              : "the reply of model "
                  + model
                  + " broke off after "
                  + text.length()
                  + " characters");
    }
    TokenUsage usage = usage(request);
    return new ModelReply(
        text.toString(), usage, isTruncated, model, OptionalDouble.of(price.of(usage)));
  }
}
