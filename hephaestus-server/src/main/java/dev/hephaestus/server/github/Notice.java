package dev.hephaestus.server.github;

import java.util.List;
import java.util.Objects;

/**
 * What a webhook of GitHub's says, as far as it is believed: that it is worth looking there. What
 * has happened is asked of GitHub itself.
 *
 * @param delivery GitHub's id of the delivery
 * @param kind what it is about
 * @param repositories where: {@code owner/name}, one but for an installation
 * @param numbers the pull requests, where it names any
 * @param commit the commit whose checks it is about, or empty
 * @param formerly what the repository was called before, or empty
 */
public record Notice(
    String delivery,
    Kind kind,
    List<String> repositories,
    List<Integer> numbers,
    String commit,
    String formerly) {

  /** What a notice is about. */
  public enum Kind {
    /** A pull request, or what is said on it. */
    PULL_REQUEST,
    /** Checks of a commit. */
    CHECKS,
    /** A branch. */
    PUSH,
    /** A repository has another name, owner or default branch. */
    REPOSITORY,
    /** A repository, or our access to it, may be gone. */
    LOST,
    /** There is nothing to do. */
    NOTHING
  }

  public Notice {
    Objects.requireNonNull(delivery, "delivery");
    Objects.requireNonNull(kind, "kind");
    repositories = List.copyOf(repositories);
    numbers = List.copyOf(numbers);
    Objects.requireNonNull(commit, "commit");
    Objects.requireNonNull(formerly, "formerly");
  }
}
