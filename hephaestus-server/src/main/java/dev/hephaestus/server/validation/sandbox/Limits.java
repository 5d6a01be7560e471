package dev.hephaestus.server.validation.sandbox;

import java.time.Duration;
import java.util.Objects;

/**
 * What one command in a sandbox may use.
 *
 * @param time wall clock; then everything it started is killed
 * @param memoryBytes resident memory of all its processes together
 * @param processes processes and threads
 * @param fileBytes the largest file that it may write
 * @param diskBytes all that it may write
 * @param outputBytes how much of its output is kept, half from the head and half from the tail
 */
public record Limits(
    Duration time,
    long memoryBytes,
    int processes,
    long fileBytes,
    long diskBytes,
    int outputBytes) {

  private static final long GIB = 1L << 30;

  /** Enough for the build of a large module. */
  public static final Limits DEFAULT =
      new Limits(Duration.ofMinutes(10), 4 * GIB, 2048, GIB, 8 * GIB, 512 * 1024);

  public Limits {
    Objects.requireNonNull(time, "time");
    if (time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException("a time limit is above zero: " + time);
    }
    if (memoryBytes <= 0
        || processes <= 0
        || fileBytes <= 0
        || diskBytes <= 0
        || outputBytes <= 0) {
      throw new IllegalArgumentException("limits are above zero");
    }
  }

  /** With the usual limit on all that is written. */
  public Limits(Duration time, long memoryBytes, int processes, long fileBytes, int outputBytes) {
    this(time, memoryBytes, processes, fileBytes, 8 * GIB, outputBytes);
  }

  /** The same with another limit on time. */
  public Limits within(Duration other) {
    return new Limits(other, memoryBytes, processes, fileBytes, diskBytes, outputBytes);
  }
}
