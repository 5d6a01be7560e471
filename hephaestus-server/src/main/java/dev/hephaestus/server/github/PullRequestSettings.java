package dev.hephaestus.server.github;

import java.time.Duration;
import java.util.List;

/**
 * How pull requests are opened.
 *
 * @param draft whether they begin as drafts
 * @param labels put on each; may be empty
 * @param longestWait how long one delivery may wait in all, for rate limits and between tries
 * @param callTimeout how long one call may take
 */
public record PullRequestSettings(
    boolean draft, List<String> labels, Duration longestWait, Duration callTimeout) {

  public PullRequestSettings {
    labels = List.copyOf(labels);
    if (longestWait.isNegative()) {
      throw new IllegalArgumentException("longestWait is negative: " + longestWait);
    }
    if (callTimeout.isNegative() || callTimeout.isZero()) {
      throw new IllegalArgumentException("callTimeout must be positive: " + callTimeout);
    }
  }

  /** Drafts without labels; two minutes of waiting, half a minute a call. */
  public static PullRequestSettings defaults() {
    return new PullRequestSettings(true, List.of(), Duration.ofMinutes(2), Duration.ofSeconds(30));
  }
}
