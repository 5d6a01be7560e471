package dev.hephaestus.server.pipeline;

import java.time.Duration;

/**
 * How much a repair may take, all its starts together.
 *
 * @param maxAttempts proposals judged, at most
 * @param timeLimit wall-clock time from the first stage on; what is under way then is finished
 * @param contextTokens budget of the code that a proposer is shown
 * @param leastConfidence that the fault is among the first suspects, from 0 to 1; with less,
 *     nothing is tried
 * @param leastFixConfidence that a fix is right, from 0 to 1; one with less is not given
 */
public record RepairLimits(
    int maxAttempts,
    Duration timeLimit,
    int contextTokens,
    double leastConfidence,
    double leastFixConfidence) {

  /** What holds where nothing was said. */
  public static final RepairLimits DEFAULT = new RepairLimits(60, Duration.ofMinutes(10), 8_000);

  public RepairLimits {
    if (maxAttempts < 1 || contextTokens < 1 || timeLimit.isNegative() || timeLimit.isZero()) {
      throw new IllegalArgumentException("limits are above zero");
    }
    if (!(leastConfidence >= 0 && leastConfidence <= 1)
        || !(leastFixConfidence >= 0 && leastFixConfidence <= 1)) {
      throw new IllegalArgumentException("a confidence is from 0 to 1");
    }
  }

  /** Limits under which any fix is given. */
  public RepairLimits(
      int maxAttempts, Duration timeLimit, int contextTokens, double leastConfidence) {
    this(maxAttempts, timeLimit, contextTokens, leastConfidence, 0);
  }

  /** Limits under which even the faintest suspicion is followed. */
  public RepairLimits(int maxAttempts, Duration timeLimit, int contextTokens) {
    this(maxAttempts, timeLimit, contextTokens, 0);
  }
}
