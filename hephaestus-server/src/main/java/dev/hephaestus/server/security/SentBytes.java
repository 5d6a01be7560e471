package dev.hephaestus.server.security;

import java.time.LocalDate;
import java.util.Map;

/**
 * Keeps how many bytes each credential sent on a day, UTC, so that its quota outlives a restart.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
public interface SentBytes {

  /** What was kept for that day; 0 for nothing. */
  long of(String credential, LocalDate day);

  /** Adds what was sent on that day, by the credentials' names; earlier days may be forgotten. */
  void add(LocalDate day, Map<String, Long> bytes);

  /** Remembers nothing. */
  static SentBytes forgotten() {
    return new SentBytes() {
      @Override
      public long of(String credential, LocalDate day) {
        return 0;
      }

      @Override
      public void add(LocalDate day, Map<String, Long> bytes) {
        // Nothing is kept.
      }
    };
  }
}
