package dev.hephaestus.server.ai;

/**
 * How often a model is called.
 *
 * @param tries how often one request is sent, at most, while the provider is busy or failing
 * @param requestsPerMinute requests a minute, at most; 0 for as many as there are
 * @param tokensPerMinute tokens a minute in both directions, at most; 0 for as many as there are
 */
public record CallLimits(int tries, int requestsPerMinute, int tokensPerMinute) {

  /** Four tries; the provider's own limits are enough. */
  public static final CallLimits DEFAULT = new CallLimits(4, 0, 0);

  public CallLimits {
    if (tries < 1 || requestsPerMinute < 0 || tokensPerMinute < 0) {
      throw new IllegalArgumentException("not limits of calls: " + tries);
    }
  }
}
