package dev.hephaestus.client;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reports trouble once, not once a record nor once an attempt.
 *
 * <p><em>Threads:</em> any. What the host's reporter throws goes no further.
 */
final class OutageStatus {
  private static final long QUIET_NANOS = 60_000_000_000L;

  private final StatusReporter reporter;
  private final LongSupplier nanoTime;
  private @Nullable String outage;
  private boolean connectedBefore;
  private volatile boolean dropped;
  private volatile long lastDropNanos;

  OutageStatus(StatusReporter reporter, LongSupplier nanoTime) {
    this.reporter = reporter;
    this.nanoTime = nanoTime;
  }

  synchronized void connected(String server) {
    if (outage != null || !connectedBefore) {
      info("Connected to the Hephaestus server at " + server);
    }
    connectedBefore = true;
    outage = null;
  }

  /** Said once for each kind until the connection stands again. */
  synchronized void disconnected(String kind, String message) {
    if (!kind.equals(outage)) {
      outage = kind;
      warn(message, null);
    }
  }

  /** At most once a minute; in between it costs its caller, who is losing records, no lock. */
  void dropping(String why, @Nullable Throwable cause) {
    if (mayMentionDrops()) {
      warn(why, cause);
    }
  }

  private boolean mayMentionDrops() {
    long now = nanoTime.getAsLong();
    if (dropped && now - lastDropNanos <= QUIET_NANOS) {
      return false;
    }
    synchronized (this) {
      boolean may = !dropped || now - lastDropNanos > QUIET_NANOS;
      if (may) {
        lastDropNanos = now;
        dropped = true;
      }
      return may;
    }
  }

  void info(String message) {
    try {
      reporter.info(message);
    } catch (RuntimeException ofTheHost) {
      // There is nobody left to tell.
    }
  }

  void warn(String message, @Nullable Throwable cause) {
    try {
      reporter.warn(message, cause);
    } catch (RuntimeException ofTheHost) {
      // There is nobody left to tell.
    }
  }

  void solution(String line) {
    try {
      reporter.solution(line);
    } catch (RuntimeException ofTheHost) {
      warn("A Hephaestus solution could not be logged: " + line, ofTheHost);
    }
  }
}
