package dev.hephaestus.server.security;

import java.time.LocalDate;

/**
 * What one credential sent, until it is written down.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
final class DayCount {
  private LocalDate day;
  private long bytes;

  DayCount(LocalDate day) {
    this.day = day;
  }

  /** What of yesterday was not written down by then counts for nothing any more. */
  synchronized void add(LocalDate today, long more) {
    if (!today.equals(day)) {
      day = today;
      bytes = 0;
    }
    bytes += more;
  }

  /** What was sent on that day and not taken yet. */
  synchronized long take(LocalDate today) {
    long taken = today.equals(day) ? bytes : 0;
    bytes = 0;
    return taken;
  }
}
