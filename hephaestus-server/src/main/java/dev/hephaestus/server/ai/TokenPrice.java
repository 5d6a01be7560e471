package dev.hephaestus.server.ai;

/**
 * What a model's tokens cost.
 *
 * @param usdPerMillionIn US dollars for a million tokens sent
 * @param usdPerMillionOut US dollars for a million tokens received
 * @param usdPerMillionCachedIn US dollars for a million tokens sent that were in the cache
 * @param usdPerMillionCacheWrites US dollars for a million tokens sent and put into the cache
 */
public record TokenPrice(
    double usdPerMillionIn,
    double usdPerMillionOut,
    double usdPerMillionCachedIn,
    double usdPerMillionCacheWrites) {

  /** Nothing: one's own hardware. */
  public static final TokenPrice FREE = new TokenPrice(0, 0);

  public TokenPrice {
    if (!(usdPerMillionIn >= 0
        && usdPerMillionOut >= 0
        && usdPerMillionCachedIn >= 0
        && usdPerMillionCacheWrites >= 0)) {
      throw new IllegalArgumentException("a price is not negative");
    }
  }

  /** Prices of a provider that makes no difference for its cache. */
  public TokenPrice(double usdPerMillionIn, double usdPerMillionOut) {
    this(usdPerMillionIn, usdPerMillionOut, usdPerMillionIn, usdPerMillionIn);
  }

  /** What tokens cost, in US dollars. */
  public double of(TokenUsage usage) {
    long plain = usage.in() - usage.cachedIn() - usage.cacheWrites();
    return (plain * usdPerMillionIn
            + usage.cachedIn() * usdPerMillionCachedIn
            + usage.cacheWrites() * usdPerMillionCacheWrites
            + usage.out() * usdPerMillionOut)
        / 1e6;
  }
}
