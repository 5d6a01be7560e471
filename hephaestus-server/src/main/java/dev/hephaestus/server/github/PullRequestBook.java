package dev.hephaestus.server.github;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Keeps our pull requests: each is written down before anything is made on GitHub, and then is
 * watched until its end.
 *
 * <p>At most one is active (intended, branched or open) for a fingerprint, a repository and a base,
 * however many servers share the book. Repositories are compared as GitHub does, without minding
 * case.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
public interface PullRequestBook {

  /**
   * Writes down that a pull request is to be opened.
   *
   * <p>One of the same solution goes on where it was, or begins anew where it was abandoned. One of
   * another solution that nothing was written of since {@code stale} and that is not open is
   * abandoned: whoever was at it is gone.
   *
   * @param fresh in phase {@link OurPullRequest.Phase#INTENDED}
   */
  Intent intend(OurPullRequest fresh, PullRequestCaps caps, Instant stale);

  /**
   * Replaces the one of its solution, unless that one's phase does not lead to the new one's;
   * returns whether it did.
   */
  boolean update(OurPullRequest changed);

  /**
   * Opens a closed one again, as people did on GitHub; returns whether it is open now. It is not
   * where another one is active for its incident.
   */
  boolean reopen(String solutionId, Instant now);

  /** The one of a solution. */
  Optional<OurPullRequest> ofSolution(String solutionId);

  /** The one with GitHub's number. */
  Optional<OurPullRequest> byNumber(String host, GitHubRepository repository, long number);

  /** The newest one that comes from a branch. */
  Optional<OurPullRequest> byBranch(String host, GitHubRepository repository, String branch);

  /** Those in phase {@link OurPullRequest.Phase#OPEN}, oldest first. */
  List<OurPullRequest> open();

  /** Those of an incident, in any phase, oldest first. */
  List<OurPullRequest> ofIncident(String incidentId);

  /** What came of writing an intent down. */
  sealed interface Intent {

    /** It is to be carried out, from the phase that it is in. */
    record Ours(OurPullRequest pullRequest) implements Intent {
      public Ours {
        Objects.requireNonNull(pullRequest, "pullRequest");
      }
    }

    /** Another solution's is open for the incident, or is about to be. */
    record Anothers(OurPullRequest pullRequest) implements Intent {
      public Anothers {
        Objects.requireNonNull(pullRequest, "pullRequest");
      }
    }

    /**
     * There have been as many as there may be.
     *
     * @param why for people: {@code acme/shop has had 5 pull requests within an hour}
     * @param again when there may be one more
     */
    record TooMany(String why, Instant again) implements Intent {
      public TooMany {
        Objects.requireNonNull(why, "why");
        Objects.requireNonNull(again, "again");
      }
    }
  }
}
