package dev.hephaestus.server.github;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How pull requests are opened.
 *
 * @param draft whether they begin as drafts
 * @param labels put on each; may be empty
 * @param reviewers whether owners of the changed files, or else who changed them last, are asked
 *     for a review
 * @param checkRun whether the validation is shown as a check run, which only GitHub Apps may make
 * @param issue what each is part of: {@code #12} or {@code acme/plans#12}
 * @param caps how many there may be
 * @param longestWait how long one delivery may wait in all, for rate limits and between tries
 * @param callTimeout how long one call may take
 */
public record PullRequestSettings(
    boolean draft,
    List<String> labels,
    boolean reviewers,
    boolean checkRun,
    Optional<String> issue,
    PullRequestCaps caps,
    Duration longestWait,
    Duration callTimeout) {
  private static final Pattern ISSUE =
      Pattern.compile("(?:[\\w.-]{1,100}/[\\w.-]{1,100})?#\\d{1,9}");

  public PullRequestSettings {
    labels = List.copyOf(labels);
    Objects.requireNonNull(caps, "caps");
    if (issue.filter(text -> !isIssue(text)).isPresent()) {
      throw new IllegalArgumentException("no issue, as #12 or acme/plans#12: " + issue.get());
    }
    if (longestWait.isNegative()) {
      throw new IllegalArgumentException("longestWait is negative: " + longestWait);
    }
    if (callTimeout.isNegative() || callTimeout.isZero()) {
      throw new IllegalArgumentException("callTimeout must be positive: " + callTimeout);
    }
  }

  /** With the usual caps, and with nobody asked and nothing shown beside the pull request. */
  public PullRequestSettings(
      boolean draft, List<String> labels, Duration longestWait, Duration callTimeout) {
    this(
        draft,
        labels,
        false,
        false,
        Optional.empty(),
        PullRequestCaps.defaults(),
        longestWait,
        callTimeout);
  }

  /**
   * Drafts without labels, with reviewers and a check run; two minutes of waiting, half a minute a
   * call.
   */
  public static PullRequestSettings defaults() {
    return new PullRequestSettings(
        true,
        List.of(),
        true,
        true,
        Optional.empty(),
        PullRequestCaps.defaults(),
        Duration.ofMinutes(2),
        Duration.ofSeconds(30));
  }

  /** Whether a text names an issue: {@code #12} or {@code acme/plans#12}. */
  public static boolean isIssue(String text) {
    return ISSUE.matcher(text).matches();
  }

  /** The same, no wider than the repository's rules. */
  PullRequestSettings within(RepositoryRules rules) {
    return new PullRequestSettings(
        draft || rules.draft(),
        rules.labels().orElse(labels),
        reviewers && !rules.withoutReviewers(),
        checkRun,
        issue,
        caps,
        longestWait,
        callTimeout);
  }
}
