package dev.hephaestus.server.ai;

/**
 * What models took.
 *
 * @param tokens tokens of both directions
 * @param usd money, in US dollars
 */
public record Spending(long tokens, double usd) {

  /** Nothing. */
  public static final Spending NONE = new Spending(0, 0);

  /** Both together. */
  public Spending plus(Spending other) {
    return new Spending(tokens + other.tokens, usd + other.usd);
  }

  Spending minus(Spending other) {
    return new Spending(tokens - other.tokens, usd - other.usd);
  }
}
