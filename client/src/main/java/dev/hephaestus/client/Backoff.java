package dev.hephaestus.client;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Pauses between attempts: each drawn evenly from zero to a bound that doubles.
 *
 * <p><em>Source:</em> "full jitter", M. Brooker, Exponential Backoff And Jitter, 2015.
 */
final class Backoff {
  private final long minNanos;
  private final long maxNanos;
  private final DoubleSupplier random;
  private long boundNanos;

  /**
   * @param random evenly from 0 to 1
   */
  Backoff(Duration min, Duration max, DoubleSupplier random) {
    this.minNanos = min.toNanos();
    this.maxNanos = Math.max(max.toNanos(), minNanos);
    this.random = random;
    this.boundNanos = minNanos;
  }

  long nextNanos() {
    long pause = (long) (boundNanos * random.getAsDouble());
    boundNanos = Math.min(maxNanos, boundNanos * 2);
    return pause;
  }

  void reset() {
    boundNanos = minNanos;
  }
}
