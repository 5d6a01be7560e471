package dev.hephaestus.server;

import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Gives out identifiers that grow with time: each is greater, as text, than every one before it.
 *
 * <p><i>Shape:</i> 36 characters, {@code 0196f3a2-7c11-7042-9d3e-5f0b6a1c2d3e}; the first 48 bits
 * are milliseconds since the epoch, the next 12 a counter within the millisecond, 62 are random.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 *
 * <p><i>Source:</i> RFC 9562, UUID version 7, with a fixed-length counter (section 6.2, method 1).
 */
public final class Ids {
  private static final int COUNTER_END = 1 << 12;

  private final Clock clock;
  private final RandomGenerator random;
  private long lastMillis = -1;
  private int counter;

  public Ids(Clock clock, RandomGenerator random) {
    this.clock = Objects.requireNonNull(clock, "clock");
    this.random = Objects.requireNonNull(random, "random");
  }

  /** The next identifier. */
  public synchronized String next() {
    long now = clock.millis();
    if (now > lastMillis) {
      lastMillis = now;
      // Starting low leaves room to count; starting at random keeps ids of two servers apart.
      counter = random.nextInt(COUNTER_END / 4);
    } else if (++counter == COUNTER_END) {
      // More than the counter holds, or a clock that stands or was set back: run ahead of it.
      lastMillis++;
      counter = 0;
    }
    long high = (lastMillis << 16) | 0x7000 | counter;
    long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }
}
