package dev.hephaestus.server.security;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How fast one credential is used, over all its streams and requests together.
 *
 * <p>What was stored was stored: it is booked even where it is too much, and the debt says how long
 * to wait before more is let in. So nothing is lost by a limit.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
public final class Throttle {
  private static final Duration SECOND = Duration.ofSeconds(1);
  // A debt of years is no other than one of a month to whoever waits.
  private static final Duration LONGEST = Duration.ofDays(30);

  private final @Nullable Bucket calls;
  private final @Nullable Bucket records;
  private final @Nullable Bucket bytes;
  private final @Nullable DayCount today;
  private final Clock clock;

  Throttle(KeyLimits limits, Clock clock) {
    this(limits, clock, 0);
  }

  /**
   * @param sentToday bytes that count against the quota of this day already
   */
  Throttle(KeyLimits limits, Clock clock, long sentToday) {
    TimeMeter meter = meter(clock);
    this.clock = clock;
    this.calls = perSecond(limits.callsPerSecond(), meter);
    this.records = perSecond(limits.recordsPerSecond(), meter);
    this.bytes = bytes(limits, meter, clock.instant(), sentToday);
    this.today = limits.bytesPerDay() == 0 ? null : new DayCount(day(clock));
  }

  static LocalDate day(Clock clock) {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /** The bytes of this day that were not taken yet, for who writes them down. */
  long takeSent(LocalDate day) {
    return today == null ? 0 : today.take(day);
  }

  /** They could not be written down. */
  void giveBack(LocalDate day, long sent) {
    if (today != null) {
      today.add(day, sent);
    }
  }

  /** Books a call; where it is one too many, how long to wait before the next. */
  public Optional<Duration> call() {
    if (calls == null) {
      return Optional.empty();
    }
    ConsumptionProbe probe = calls.tryConsumeAndReturnRemaining(1);
    return probe.isConsumed()
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
  }

  /** Books what was stored; returns how long to wait before as much more is let in. */
  public Duration stored(int recordCount, long byteCount) {
    if (today != null) {
      today.add(day(clock), byteCount);
    }
    return longer(book(records, recordCount), book(bytes, byteCount));
  }

  /** How long it takes until anything more is let in. */
  public Duration debt() {
    return longer(debt(records), debt(bytes));
  }

  private static Duration book(@Nullable Bucket bucket, long tokens) {
    if (bucket == null || tokens == 0) {
      return Duration.ZERO;
    }
    try {
      return bounded(bucket.consumeIgnoringRateLimits(tokens));
    } catch (IllegalArgumentException beyondAnyClock) {
      bucket.tryConsumeAsMuchAsPossible();
      return LONGEST;
    }
  }

  private static Duration debt(@Nullable Bucket bucket) {
    return bucket == null
        ? Duration.ZERO
        : bounded(bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill());
  }

  private static Duration bounded(long nanos) {
    Duration wait = Duration.ofNanos(Math.max(0, nanos));
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static @Nullable Bucket perSecond(long rate, TimeMeter meter) {
    return rate == 0
        ? null
        : Bucket.builder().withCustomTimePrecision(meter).addLimit(second(rate)).build();
  }

  private static Bandwidth second(long rate) {
    return Bandwidth.builder().capacity(rate).refillGreedy(rate, SECOND).build();
  }

  private static @Nullable Bucket bytes(
      KeyLimits limits, TimeMeter meter, Instant now, long sentToday) {
    if (limits.bytesPerSecond() == 0 && limits.bytesPerDay() == 0) {
      return null;
    }
    var builder = Bucket.builder().withCustomTimePrecision(meter);
    if (limits.bytesPerSecond() > 0) {
      builder.addLimit(second(limits.bytesPerSecond()));
    }
    if (limits.bytesPerDay() > 0) {
      Instant midnight = now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
      builder.addLimit(
          Bandwidth.builder()
              .capacity(limits.bytesPerDay())
              .refillIntervallyAligned(limits.bytesPerDay(), Duration.ofDays(1), midnight)
              .initialTokens(Math.max(0, limits.bytesPerDay() - sentToday))
              .build());
    }
    return builder.build();
  }

  private static TimeMeter meter(Clock clock) {
    return new TimeMeter() {
      @Override
      public long currentTimeNanos() {
        Instant now = clock.instant();
        return Math.addExact(
            Math.multiplyExact(now.getEpochSecond(), 1_000_000_000L), now.getNano());
      }

      @Override
      public boolean isWallClockBased() {
        return true;
      }
    };
  }
}
