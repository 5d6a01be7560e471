package dev.hephaestus.server.api;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers what was delivered lately, so that the same delivery counts once.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
final class SeenDeliveries {
  private static final Duration REMEMBERED = Duration.ofMinutes(10);
  private static final int MOST = 10_000;

  private final Clock clock;
  private final Map<String, Instant> seen =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > MOST;
        }
      };

  SeenDeliveries(Clock clock) {
    this.clock = clock;
  }

  /** Whether this body was not delivered within the last minutes. */
  synchronized boolean isNew(byte[] body) {
    Instant now = clock.instant();
    seen.values().removeIf(when -> when.isBefore(now.minus(REMEMBERED)));
    return seen.putIfAbsent(hash(body), now) == null;
  }

  private static String hash(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
