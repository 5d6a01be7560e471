package dev.hephaestus.server.ingest;

import java.time.Duration;
import java.util.Objects;

/**
 * How much of the records is kept; what an incident took of them is its own and stays.
 *
 * @param age how long records are kept
 * @param bytes how many bytes of records, as they are stored, are kept; the oldest go first
 */
public record RetentionLimits(Duration age, long bytes) {

  /** A week, 20 GiB. */
  public static final RetentionLimits DEFAULT = new RetentionLimits(Duration.ofDays(7), 20L << 30);

  public RetentionLimits {
    Objects.requireNonNull(age, "age");
    if (age.isNegative() || age.isZero() || bytes < 1) {
      throw new IllegalArgumentException("records are kept for some time and some bytes");
    }
  }
}
