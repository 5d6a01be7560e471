package dev.hephaestus.server.github;

import dev.hephaestus.server.delivery.CommitMessage;
import dev.hephaestus.server.delivery.ReviewReplies;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.github.WatchedPull.State;
import dev.hephaestus.server.pipeline.Revision.Reason;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Looks at a pull request and decides what is done about what it sees. Whether a webhook came or
 * only time went by: what counts is what stands on GitHub.
 *
 * <p>The table of {@code docs/github.md} is this class.
 */
final class PullRequestLook {
  private static final String NOT_OURS = "none";
  private static final int LOOKS_FOR_CHECKS = 100;

  private final Listening listening;
  private final Checks checks;
  private final Endings endings;
  private final Decisions decisions;
  private final MovedBase base;
  private final Function<String, Optional<Solution>> solutions;

  PullRequestLook(
      Listening listening,
      Checks checks,
      Endings endings,
      Decisions decisions,
      MovedBase base,
      Function<String, Optional<Solution>> solutions) {
    this.listening = listening;
    this.checks = checks;
    this.endings = endings;
    this.decisions = decisions;
    this.base = base;
    this.solutions = solutions;
  }

  /**
   * Looks.
   *
   * @param told whether something is said to have happened
   */
  WatchedPull look(WatchedPull pull, PullRequestApi api, boolean told)
      throws TryAgainException, RefusedException {
    if (!told && pull.state() == State.OPEN) {
      lookAtBase(pull);
    }
    if (!told && isTurnOfChecks(pull)) {
      return checks.haveNews(pull, api.wire()) ? look(pull, api, true) : pull;
    }
    boolean anew = told || pull.state() == State.LOST;
    GitHubReply reply = api.pull(anew ? "" : pull.seen().etag());
    if (reply.isUnchanged()) {
      return pull.state() == State.CLOSED ? endings.closed(pull) : pull;
    }
    PullState now = PullState.of(reply.body());
    WatchedPull known = recognized(pull, now, api);
    WatchedPull reacted = react(known, now, api, told);
    return reacted.with(reacted.seen().answered(reply.etag(), now.updated()));
  }

  /** A new one's commit is known by what it says; a pull request that moved is where it is now. */
  private WatchedPull recognized(WatchedPull pull, PullState now, PullRequestApi api)
      throws TryAgainException, RefusedException {
    WatchedPull found = now.repository().map(pull::in).orElse(pull);
    if (!pull.seen().head().isEmpty() || now.head().isEmpty()) {
      return found;
    }
    String message = api.git().commit(now.head()).message();
    boolean ours =
        solutions
            .apply(pull.solutionId())
            .filter(solution -> CommitMessage.carries(message, solution))
            .isPresent();
    return found.with(found.seen().at(ours ? now.head() : NOT_OURS));
  }

  /** What stands on GitHub, and what is done about it. */
  private WatchedPull react(WatchedPull pull, PullState now, PullRequestApi api, boolean told)
      throws TryAgainException, RefusedException {
    if (now.merged()) {
      return endings.merged(pull, now);
    }
    if (!now.open()) {
      WatchedPull closed = endings.closed(pull);
      return closed.state() == State.CLOSED ? heard(closed, now, api, told) : closed;
    }
    WatchedPull open =
        switch (pull.state()) {
          case OPEN -> pull;
          case CLOSED -> endings.reopened(pull);
          case MERGED, LOST -> pull.in(State.OPEN);
        };
    WatchedPull heard = heard(open, now, api, told);
    if (now.conflicts()) {
      conflict(heard, now);
      return heard;
    }
    return told ? checks.read(heard, now, api) : heard;
  }

  private WatchedPull heard(WatchedPull pull, PullState now, PullRequestApi api, boolean told)
      throws TryAgainException, RefusedException {
    return told || now.updated().isEmpty() || !now.updated().equals(pull.seen().updated())
        ? listening.listen(pull, api)
        : pull;
  }

  private void conflict(WatchedPull pull, PullState now) {
    if (now.head().equals(pull.seen().head())) {
      decisions.revise(
          pull, "conflict/" + now.head() + "/" + now.baseCommit(), Reason.CONFLICT, List.of(), 0);
    } else {
      decisions.say(pull, "branch-is-yours", ReviewReplies.BRANCH_IS_YOURS);
    }
  }

  /** Whether the fault may be gone; GitHub is asked nothing for it. */
  private void lookAtBase(WatchedPull pull) {
    solutions
        .apply(pull.solutionId())
        .flatMap(base::under)
        .ifPresent(head -> decisions.lookAgain(pull, "moved/" + head));
  }

  /** Every other look is for the checks, until they have ended: one call each time. */
  private static boolean isTurnOfChecks(WatchedPull pull) {
    int turn = pull.seen().turn();
    return pull.state() == State.OPEN
        && pull.seen().head().length() > NOT_OURS.length()
        && !pull.seen().checked().equals(pull.seen().head())
        && turn % 2 == 1
        && turn < LOOKS_FOR_CHECKS;
  }
}
