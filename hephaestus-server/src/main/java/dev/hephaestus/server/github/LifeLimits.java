package dev.hephaestus.server.github;

import java.time.Duration;

/**
 * How much is done on one pull request, whatever is asked.
 *
 * @param revisions how often a better fix is looked for
 * @param checkRevisions how often because checks fail
 * @param commentsPerDay how many comments are written within a day
 * @param betweenLooks how long between two looks where nothing is told; a look is a call
 * @param toldWithin for so long after a webhook came, others are expected to come too
 */
public record LifeLimits(
    int revisions,
    int checkRevisions,
    int commentsPerDay,
    Duration betweenLooks,
    Duration toldWithin) {

  /** Five revisions, two for checks, ten comments a day; a look each half hour. */
  public static final LifeLimits DEFAULT =
      new LifeLimits(5, 2, 10, Duration.ofMinutes(30), Duration.ofHours(24));

  public LifeLimits {
    if (betweenLooks.isNegative() || betweenLooks.isZero()) {
      throw new IllegalArgumentException("betweenLooks must be positive: " + betweenLooks);
    }
  }
}
