package dev.hephaestus.server.delivery;

import java.util.List;

/**
 * How sure it is that a fix is right, and why.
 *
 * @param value from 0 to 1
 * @param reasons one sentence each, the weightiest first; none where it was not estimated
 */
public record Confidence(double value, List<String> reasons) {

  /** Of a fix that was kept before confidence was estimated. */
  public static final Confidence UNKNOWN = new Confidence(0, List.of());

  public Confidence {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("a confidence is from 0 to 1");
    }
    reasons = List.copyOf(reasons);
  }

  /** Whether it was estimated. */
  public boolean isKnown() {
    return !reasons.isEmpty();
  }

  /** In whole percent, for people. */
  public long percent() {
    return Math.round(100 * value);
  }
}
