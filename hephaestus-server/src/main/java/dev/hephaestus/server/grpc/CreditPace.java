package dev.hephaestus.server.grpc;

import dev.hephaestus.server.security.Throttle;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Gives a client its credit back as fast as its credential allows. What is stored is acknowledged
 * at once in any case: a limit slows, it never loses.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
final class CreditPace {
  private final Throttle throttle;
  private final ScheduledExecutorService timer;

  CreditPace(Throttle throttle, ScheduledExecutorService timer) {
    this.throttle = Objects.requireNonNull(throttle, "throttle");
    this.timer = Objects.requireNonNull(timer, "timer");
  }

  /** Everything up to the mark is on disk, by batches of so many records and bytes. */
  void stored(ClientLink link, long mark, int records, long bytes) {
    Duration wait = throttle.stored(records, bytes);
    if (wait.isZero()) {
      link.durable(mark, bytes);
      return;
    }
    link.durable(mark, 0);
    try {
      var unused =
          timer.schedule(() -> link.durable(mark, bytes), wait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException stopping) {
      // Then nobody sends any more.
    }
  }
}
