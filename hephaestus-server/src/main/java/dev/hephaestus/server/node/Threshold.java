package dev.hephaestus.server.node;

import dev.hephaestus.server.ingest.Level;
import java.time.Duration;
import java.util.Objects;

/**
 * When records become an incident: {@code count} triggers of one fingerprint within the window.
 *
 * @param level records at or above it are triggers
 * @param count from 1 to 100,000
 * @param window above zero, at most 24 hours
 */
public record Threshold(Level level, int count, Duration window) {

  /** The first ERROR is an incident. */
  public static final Threshold DEFAULT = new Threshold(Level.ERROR, 1, Duration.ofMinutes(5));

  public Threshold {
    Objects.requireNonNull(level, "level");
    if (count < 1 || count > 100_000) {
      throw new IllegalArgumentException("count is not within 1..100000: " + count);
    }
    if (window.isNegative() || window.isZero() || window.compareTo(Duration.ofHours(24)) > 0) {
      throw new IllegalArgumentException("window is not within 0..24 h: " + window);
    }
  }
}
