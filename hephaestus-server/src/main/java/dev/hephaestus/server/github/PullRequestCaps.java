package dev.hephaestus.server.github;

import java.time.Duration;

/**
 * How many pull requests may be opened in a repository, and for a node.
 *
 * @param perHour within any hour
 * @param perDay within any 24 hours
 */
public record PullRequestCaps(int perHour, int perDay) {
  public static final Duration HOUR = Duration.ofHours(1);
  public static final Duration DAY = Duration.ofHours(24);

  public PullRequestCaps {
    if (perHour < 1 || perDay < 1) {
      throw new IllegalArgumentException("a cap is below 1: " + perHour + ", " + perDay);
    }
  }

  /** Five an hour and twenty a day: more than people want to read. */
  public static PullRequestCaps defaults() {
    return new PullRequestCaps(5, 20);
  }
}
