package dev.hephaestus.server.ai;

/**
 * What a model's tokens cost.
 *
 * @param usdPerMillionIn US dollars for a million tokens sent
 * @param usdPerMillionOut US dollars for a million tokens received
 */
public record TokenPrice(double usdPerMillionIn, double usdPerMillionOut) {

  /** Nothing: one's own hardware. */
  public static final TokenPrice FREE = new TokenPrice(0, 0);

  public TokenPrice {
    if (!(usdPerMillionIn >= 0 && usdPerMillionOut >= 0)) {
      throw new IllegalArgumentException(
          "a price is not negative: " + usdPerMillionIn + ", " + usdPerMillionOut);
    }
  }

  /** What a reply cost, in US dollars. */
  public double of(ModelReply reply) {
    return (reply.tokensIn() * usdPerMillionIn + reply.tokensOut() * usdPerMillionOut) / 1e6;
  }
}
