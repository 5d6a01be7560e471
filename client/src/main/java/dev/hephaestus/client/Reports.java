package dev.hephaestus.client;

import dev.hephaestus.proto.v1.ClientReport;
import java.util.concurrent.TimeUnit;

/** Tells the server now and then what became of all records, as often as it asked. */
final class Reports {
  private static final int LONGEST_SECONDS = 24 * 60 * 60;

  private long everyNanos;
  private long dueNanos;

  /**
   * A stream begins.
   *
   * @param seconds as the server said; 0 for never
   */
  void every(int seconds, long now) {
    boolean wanted = seconds > 0; // What looks negative is longer than any stream lasts.
    everyNanos = wanted ? TimeUnit.SECONDS.toNanos(Math.min(seconds, LONGEST_SECONDS)) : 0;
    dueNanos = now + everyNanos;
  }

  void tick(long now, OpenStream stream, Session.Host host) {
    if (nanosUntilDue(now) > 0) {
      return;
    }
    ClientReport report = host.report();
    if (report != null) {
      stream.report(report);
    }
    dueNanos = now + everyNanos;
  }

  long nanosUntilDue(long now) {
    return everyNanos == 0 ? Long.MAX_VALUE : Math.max(0, dueNanos - now);
  }
}
