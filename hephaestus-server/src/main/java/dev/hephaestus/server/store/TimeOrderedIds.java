package dev.hephaestus.server.store;

import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Makes ids whose text sorts in the order in which they were made.
 *
 * <p><i>Shape:</i> UUIDs of version 7 in lower case; within a millisecond, and when the clock goes
 * back, a counter keeps them growing.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 *
 * <p><i>Source:</i> RFC 9562, section 5.7, with the counter of section 6.2, method 1.
 */
public final class TimeOrderedIds implements Supplier<String> {
  private static final int COUNTER_BITS = 12;
  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private final Clock clock;
  private final RandomGenerator random;
  private long last;

  /**
   * @param clock gives the time in the ids
   * @param random makes ids of two servers differ; unpredictable where ids must not be guessed
   */
  public TimeOrderedIds(Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  @Override
  public String get() {
    long tick = next();
    long high = (tick >>> COUNTER_BITS) << 16 | VERSION_7 | (tick & ((1 << COUNTER_BITS) - 1));
    return new UUID(high, VARIANT | random.nextLong() >>> 2).toString();
  }

  /** Milliseconds and a counter below them; an overflowing counter borrows the next millisecond. */
  private synchronized long next() {
    last = Math.max(last + 1, clock.millis() << COUNTER_BITS);
    return last;
  }
}
