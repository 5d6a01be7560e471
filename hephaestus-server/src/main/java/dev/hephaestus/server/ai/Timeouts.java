package dev.hephaestus.server.ai;

import java.time.Duration;

/**
 * How long a model is waited for, in one try.
 *
 * @param firstToken until the reply begins; what only keeps the connection alive does not count
 * @param inactivity from one piece of a reply to the next
 * @param total from the request to the end of the reply, however lively it is
 */
public record Timeouts(Duration firstToken, Duration inactivity, Duration total) {

  /** A model may think for a while before it begins. */
  public static final Timeouts DEFAULT =
      new Timeouts(Duration.ofSeconds(120), Duration.ofSeconds(60), Duration.ofMinutes(3));

  public Timeouts {
    if (!isPositive(firstToken) || !isPositive(inactivity) || !isPositive(total)) {
      throw new IllegalArgumentException("the timeouts of a model must be positive");
    }
  }

  /** Only the total time counts. */
  public static Timeouts of(Duration total) {
    return new Timeouts(total, total, total);
  }

  private static boolean isPositive(Duration duration) {
    return !duration.isNegative() && !duration.isZero();
  }
}
