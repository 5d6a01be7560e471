package dev.hephaestus.server.node;

import java.time.Duration;
import java.util.Objects;

/**
 * How long a node may be silent, and how often things are repeated for it.
 *
 * @param inactiveAfter without traffic it is inactive
 * @param removeAfter how long an inactive node is kept
 * @param recheckAfter how long after a failed check its repository is tried again
 * @param seenEvery how often the time of its traffic is written down at most
 */
public record NodeTimeouts(
    Duration inactiveAfter, Duration removeAfter, Duration recheckAfter, Duration seenEvery) {

  /** An hour, 30 days, 10 minutes, 5 minutes. */
  public static final NodeTimeouts DEFAULT =
      new NodeTimeouts(
          Duration.ofHours(1), Duration.ofDays(30), Duration.ofMinutes(10), Duration.ofMinutes(5));

  public NodeTimeouts {
    requirePositive(inactiveAfter, "inactiveAfter");
    requirePositive(removeAfter, "removeAfter");
    requirePositive(recheckAfter, "recheckAfter");
    Objects.requireNonNull(seenEvery, "seenEvery");
  }

  private static void requirePositive(Duration duration, String name) {
    if (duration.isZero() || duration.isNegative()) {
      throw new IllegalArgumentException(name + " is not above zero: " + duration);
    }
  }
}
