package dev.hephaestus.server.github;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * A pull request of ours, from the intent to open it until it is merged or closed.
 *
 * @param solutionId the solution that it was opened for; no two have the same
 * @param incidentId the incident that it fixes
 * @param nodeId the node that the incident belongs to, and by it the tenant
 * @param fingerprint the incident's fingerprint, in hexadecimal
 * @param host GitHub's host, as in {@link GitHubHost#host()}
 * @param repository where it is
 * @param base the branch that it is to be merged into
 * @param branch the branch that it comes from
 * @param phase how far it has come
 * @param number GitHub's number; 0 before it is open
 * @param link where people read it; empty before it is open
 * @param head the commit at the end of its branch, as far as we know; empty before there is one
 * @param intended when it was intended
 * @param changed when something was last written down of it
 */
public record OurPullRequest(
    String solutionId,
    String incidentId,
    String nodeId,
    String fingerprint,
    String host,
    GitHubRepository repository,
    String base,
    String branch,
    Phase phase,
    long number,
    String link,
    String head,
    Instant intended,
    Instant changed) {

  /** How far a pull request has come; it never goes back, but that people may open it again. */
  public enum Phase {
    /** Nothing is on GitHub yet, or nothing that we know of. */
    INTENDED,
    /** Its branch is there. */
    BRANCHED,
    OPEN,
    MERGED,
    CLOSED,
    /** It was never opened, and shall not be. */
    ABANDONED;

    /** The phases in which it keeps another one for the same incident from being opened. */
    public static Set<Phase> active() {
      return EnumSet.of(INTENDED, BRANCHED, OPEN);
    }

    /** Whether a pull request in this phase may come to be in the other. */
    public boolean leadsTo(Phase next) {
      return switch (this) {
        case INTENDED, BRANCHED -> next.compareTo(this) >= 0;
        case OPEN -> next == OPEN || next == MERGED || next == CLOSED;
        case MERGED, CLOSED, ABANDONED -> next == this;
      };
    }
  }

  public OurPullRequest {
    Objects.requireNonNull(solutionId, "solutionId");
    Objects.requireNonNull(incidentId, "incidentId");
    Objects.requireNonNull(nodeId, "nodeId");
    Objects.requireNonNull(fingerprint, "fingerprint");
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(repository, "repository");
    Objects.requireNonNull(base, "base");
    Objects.requireNonNull(branch, "branch");
    Objects.requireNonNull(phase, "phase");
    Objects.requireNonNull(link, "link");
    Objects.requireNonNull(head, "head");
    Objects.requireNonNull(intended, "intended");
    Objects.requireNonNull(changed, "changed");
    if (number < 0 || (phase == Phase.OPEN && number == 0)) {
      throw new IllegalArgumentException("pull request " + number + " in phase " + phase);
    }
  }

  /** The same when its branch is there. */
  public OurPullRequest branched(String newHead, Instant now) {
    return with(branch, Phase.BRANCHED, number, link, newHead, now);
  }

  /** The same when it is open. */
  public OurPullRequest opened(long newNumber, String newLink, String newHead, Instant now) {
    return with(branch, Phase.OPEN, newNumber, newLink, newHead, now);
  }

  /** The same, intended anew after it was abandoned. */
  public OurPullRequest revived(Instant now) {
    return with(branch, Phase.INTENDED, number, link, head, now);
  }

  /** The same when it was found to come from another branch than was intended. */
  public OurPullRequest from(String otherBranch, Instant now) {
    return with(otherBranch, phase, number, link, head, now);
  }

  /** The same with another commit at the end of its branch. */
  public OurPullRequest at(String newHead, Instant now) {
    return with(branch, phase, number, link, newHead, now);
  }

  /** The same at its end. */
  public OurPullRequest ended(Phase how, Instant now) {
    if (Phase.active().contains(how)) {
      throw new IllegalArgumentException(how + " is no end");
    }
    return with(branch, how, number, link, head, now);
  }

  private OurPullRequest with(
      String newBranch,
      Phase newPhase,
      long newNumber,
      String newLink,
      String newHead,
      Instant now) {
    return new OurPullRequest(
        solutionId,
        incidentId,
        nodeId,
        fingerprint,
        host,
        repository,
        base,
        newBranch,
        newPhase,
        newNumber,
        newLink,
        newHead,
        intended,
        now);
  }
}
