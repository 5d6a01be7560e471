package dev.hephaestus.server.ingest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets go of old records, in steps that are short enough for what is stored meanwhile.
 *
 * <p><i>Errors:</i> a store that fails is tried again at the next round.
 *
 * <p><i>Threads:</i> one of its own; started and closed once.
 */
public final class RecordRetention implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RecordRetention.class);

  /** A client that spooled may come back for longer than its records are kept. */
  private static final Duration SESSIONS_AT_LEAST = Duration.ofDays(30);

  private static final Duration BETWEEN_ROUNDS = Duration.ofMinutes(1);
  private static final Duration BETWEEN_STEPS = Duration.ofMillis(50);
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final ExpiringRecords records;
  private final RetentionLimits limits;
  private final Clock clock;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;

  public RecordRetention(ExpiringRecords records, RetentionLimits limits, Clock clock) {
    this.records = Objects.requireNonNull(records, "records");
    this.limits = Objects.requireNonNull(limits, "limits");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.thread = Thread.ofPlatform().name("record-retention").daemon().unstarted(this::run);
  }

  /** Begins; the first round is a minute away, so that a start is not slowed. */
  public void start() {
    thread.start();
  }

  private void run() {
    while (!isClosingWithin(BETWEEN_ROUNDS)) {
      try {
        round();
      } catch (RuntimeException e) {
        log.warn("old records cannot be let go now; trying again in {}", BETWEEN_ROUNDS, e);
      }
    }
  }

  /** All steps that are due now. */
  void round() {
    Instant now = clock.instant();
    Instant storedBefore = now.minus(limits.age());
    steps(() -> records.expire(storedBefore, limits.bytes()));
    Duration sessions =
        limits.age().compareTo(SESSIONS_AT_LEAST) > 0 ? limits.age() : SESSIONS_AT_LEAST;
    steps(() -> records.forgetSessions(now.minus(sessions)));
  }

  private void steps(BooleanSupplier step) {
    while (closing.getCount() > 0 && step.getAsBoolean()) {
      if (isClosingWithin(BETWEEN_STEPS)) {
        return;
      }
    }
  }

  private boolean isClosingWithin(Duration time) {
    try {
      return closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(CLOSING);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
