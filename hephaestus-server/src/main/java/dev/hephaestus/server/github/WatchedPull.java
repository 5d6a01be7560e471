package dev.hephaestus.server.github;

import dev.hephaestus.server.delivery.Solution;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

/**
 * A pull request of ours, and how far it was looked at.
 *
 * @param repository where it is
 * @param number its number there
 * @param solutionId the fix that stands on it
 * @param incidentId the incident that it fixes
 * @param nodeId the incident's node
 * @param fingerprint the incident's fingerprint, in hexadecimal
 * @param state where it is in its life
 * @param due when it is looked at again
 * @param seen what was seen of it
 */
public record WatchedPull(
    GitHubRepository repository,
    int number,
    String solutionId,
    String incidentId,
    String nodeId,
    String fingerprint,
    State state,
    Instant due,
    Seen seen) {

  /** As late as can be. */
  public static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

  /** Where a pull request is in its life. */
  public enum State {
    OPEN,
    MERGED,
    /** Closed, and not merged. */
    CLOSED,
    /** It cannot be seen any more. */
    LOST
  }

  /**
   * What was seen of a pull request.
   *
   * @param etag of GitHub's last answer, or empty
   * @param updated when it last changed, as GitHub says
   * @param comment the id of the last comment in its conversation that was read
   * @param reviewComment the same of those on its lines
   * @param review the same of the reviews
   * @param head our last commit on it; empty while that is not known
   * @param checked the commit whose checks have all ended, or empty
   * @param turn how often it was looked at because it was time to
   */
  public record Seen(
      String etag,
      String updated,
      long comment,
      long reviewComment,
      long review,
      String head,
      String checked,
      int turn) {
    /** Nothing yet. */
    public static final Seen NOTHING = new Seen("", "", 0, 0, 0, "", "", 0);

    public Seen {
      Objects.requireNonNull(etag, "etag");
      Objects.requireNonNull(updated, "updated");
      Objects.requireNonNull(head, "head");
      Objects.requireNonNull(checked, "checked");
    }

    Seen answered(String newEtag, String newUpdated) {
      return new Seen(newEtag, newUpdated, comment, reviewComment, review, head, checked, turn);
    }

    Seen read(long newComment, long newReviewComment, long newReview) {
      return new Seen(etag, updated, newComment, newReviewComment, newReview, head, checked, turn);
    }

    Seen at(String newHead) {
      return new Seen(etag, updated, comment, reviewComment, review, newHead, checked, turn);
    }

    Seen checked(String commit) {
      return new Seen(etag, updated, comment, reviewComment, review, head, commit, turn);
    }

    Seen counted(int newTurn) {
      return new Seen(etag, updated, comment, reviewComment, review, head, checked, newTurn);
    }
  }

  public WatchedPull {
    Objects.requireNonNull(repository, "repository");
    Objects.requireNonNull(solutionId, "solutionId");
    Objects.requireNonNull(incidentId, "incidentId");
    Objects.requireNonNull(nodeId, "nodeId");
    Objects.requireNonNull(fingerprint, "fingerprint");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(due, "due");
    Objects.requireNonNull(seen, "seen");
  }

  static WatchedPull opened(
      GitHubRepository repository, int number, Solution solution, Instant now) {
    return new WatchedPull(
        repository,
        number,
        solution.id(),
        solution.incidentId(),
        solution.nodeId(),
        solution.fingerprint(),
        State.OPEN,
        now,
        Seen.NOTHING);
  }

  static WatchedPull of(OurPullRequest ours, Instant now) {
    return new WatchedPull(
        ours.repository(),
        Math.toIntExact(ours.number()),
        ours.solutionId(),
        ours.incidentId(),
        ours.nodeId(),
        ours.fingerprint(),
        State.OPEN,
        now,
        Seen.NOTHING);
  }

  /** {@code acme/shop#12}; the same however the repository is spelled. */
  public String id() {
    return repository.fullName().toLowerCase(Locale.ROOT) + "#" + number;
  }

  /** The same in its repository's new place. */
  public WatchedPull in(GitHubRepository place) {
    return new WatchedPull(
        place, number, solutionId, incidentId, nodeId, fingerprint, state, due, seen);
  }

  WatchedPull with(Seen newSeen) {
    return new WatchedPull(
        repository, number, solutionId, incidentId, nodeId, fingerprint, state, due, newSeen);
  }

  WatchedPull in(State newState) {
    return new WatchedPull(
        repository, number, solutionId, incidentId, nodeId, fingerprint, newState, due, seen);
  }

  WatchedPull dueAt(Instant newDue) {
    return new WatchedPull(
        repository, number, solutionId, incidentId, nodeId, fingerprint, state, newDue, seen);
  }

  /** The same with another fix on it, by our commit. */
  WatchedPull carrying(String newSolution, String commit) {
    return new WatchedPull(
        repository,
        number,
        newSolution,
        incidentId,
        nodeId,
        fingerprint,
        state,
        due,
        seen.at(commit));
  }
}
