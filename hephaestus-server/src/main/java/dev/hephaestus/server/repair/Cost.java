package dev.hephaestus.server.repair;

/**
 * What answers cost.
 *
 * @param tokensIn tokens sent to a model
 * @param tokensOut tokens received from it
 * @param usd money, in US dollars
 */
public record Cost(long tokensIn, long tokensOut, double usd) {

  /** No cost at all. */
  public static final Cost NONE = new Cost(0, 0, 0);

  /** Both together. */
  public Cost plus(Cost other) {
    return new Cost(tokensIn + other.tokensIn, tokensOut + other.tokensOut, usd + other.usd);
  }
}
