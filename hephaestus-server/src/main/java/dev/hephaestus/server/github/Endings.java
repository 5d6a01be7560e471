package dev.hephaestus.server.github;

import dev.hephaestus.server.delivery.ReviewReplies;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.github.OurPullRequest.Phase;
import dev.hephaestus.server.github.WatchedPull.State;
import dev.hephaestus.server.incident.Fix;
import dev.hephaestus.server.incident.IncidentState;
import dev.hephaestus.server.incident.IncidentStore;
import dev.hephaestus.server.incident.Mute;
import dev.hephaestus.server.pipeline.Experience;
import dev.hephaestus.server.pipeline.Review;
import dev.hephaestus.server.pipeline.RunStore;
import dev.hephaestus.server.repair.Example.Judgement;
import dev.hephaestus.server.security.AuditEvent;
import dev.hephaestus.server.security.AuditLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What the end of a pull request means for its incident, and for later fixes. */
final class Endings {
  /** The cause of closing a pull request because somebody asked for it. */
  static final String ASKED = "close-asked";

  /** The cause of closing one because the fault is gone. */
  static final String GONE = "close-gone";

  /** How long after its end it is still looked at, for the reason and for a change of mind. */
  private static final Duration REMEMBERED = Duration.ofDays(7);

  private static final Duration BETWEEN = Duration.ofHours(6);

  private final GitHubHost host;
  private final PullRequestBook book;
  private final IncidentStore incidents;
  private final RunStore runs;
  private final Experience experience;
  private final Decisions decisions;
  private final AuditLog audit;
  private final Clock clock;

  Endings(
      GitHubHost host,
      PullRequestBook book,
      IncidentStore incidents,
      RunStore runs,
      Experience experience,
      Decisions decisions,
      AuditLog audit,
      Clock clock) {
    this.host = host;
    this.book = book;
    this.incidents = incidents;
    this.runs = runs;
    this.experience = experience;
    this.decisions = decisions;
    this.audit = audit;
    this.clock = clock;
  }

  /** Taken in: the incident is over, and a regression where it is seen in a build that has this. */
  WatchedPull merged(WatchedPull pull, PullState now) {
    Instant at = now.mergedAt().orElse(clock.instant());
    incidents.move(pull.incidentId(), IncidentState.RESOLVED, new Fix(now.mergeCommit(), "", at));
    boolean asProposed = now.head().equals(pull.seen().head());
    learn(pull, asProposed ? Judgement.MERGED : Judgement.CHANGED, "");
    book(pull, ours -> ours.ended(Phase.MERGED, clock.instant()));
    tell(pull, "pull_request.merged", Map.of("commit", now.mergeCommit()));
    return pull.in(State.MERGED).dueAt(WatchedPull.NEVER);
  }

  /** Not taken in: the fault rests until a person wants otherwise. */
  WatchedPull closed(WatchedPull pull) {
    if (pull.state() == State.CLOSED) {
      return pull.dueAt(later(pull));
    }
    book(pull, ours -> ours.ended(Phase.CLOSED, clock.instant()));
    if (decisions.isDecided(pull, GONE)) {
      tell(pull, "pull_request.closed", Map.of("because", "the fault is gone"));
      return pull.in(State.MERGED).dueAt(WatchedPull.NEVER);
    }
    incidents.mute(pull.incidentId(), new Mute(clock.instant(), Optional.empty(), 0, false));
    if (!decisions.isDecided(pull, ASKED)) {
      learn(pull, Judgement.REJECTED, "");
      decisions.say(pull, "why-closed", ReviewReplies.WHY_CLOSED);
    }
    tell(pull, "pull_request.closed", Map.of("because", "somebody closed it"));
    return pull.in(State.CLOSED).with(pull.seen().counted(0)).dueAt(clock.instant().plus(BETWEEN));
  }

  private Instant later(WatchedPull pull) {
    // Each look at a closed one is counted, and so many make up the time that it is remembered.
    return pull.seen().turn() > REMEMBERED.dividedBy(BETWEEN)
        ? WatchedPull.NEVER
        : clock.instant().plus(BETWEEN);
  }

  /** Somebody who may say so says why it was no good. */
  void explained(WatchedPull pull, String words) {
    learn(pull, Judgement.REJECTED, words);
  }

  /** Somebody changed their mind. */
  WatchedPull reopened(WatchedPull pull) {
    incidents.move(pull.incidentId(), IncidentState.ONGOING);
    incidents.move(pull.incidentId(), IncidentState.FIXING);
    incidents.move(pull.incidentId(), IncidentState.FIX_PROPOSED);
    booked(pull).ifPresent(ours -> book.reopen(ours.solutionId(), clock.instant()));
    tell(pull, "pull_request.reopened", Map.of());
    return pull.in(State.OPEN);
  }

  /** We have put another commit on its branch. */
  void pushed(WatchedPull pull, String commit) {
    book(pull, ours -> ours.at(commit, clock.instant()));
  }

  private void book(WatchedPull pull, UnaryOperator<OurPullRequest> change) {
    booked(pull).map(change).ifPresent(book::update);
  }

  private Optional<OurPullRequest> booked(WatchedPull pull) {
    return book.byNumber(host.host(), pull.repository(), pull.number());
  }

  /** The newest code has not the fault any more. */
  void faultIsGone(WatchedPull pull, String reason) {
    decisions.say(pull, "gone", ReviewReplies.faultIsGone(reason));
    decisions.close(pull, GONE);
  }

  /** It cannot be seen any more; that may have been a token that ran out. */
  WatchedPull lost(WatchedPull pull, String reason) {
    if (pull.state() == State.LOST) {
      return pull.dueAt(later(pull));
    }
    tell(pull, "pull_request.lost", Map.of("reason", reason));
    return pull.in(State.LOST).with(pull.seen().counted(0)).dueAt(clock.instant().plus(BETWEEN));
  }

  private void learn(WatchedPull pull, Judgement judgement, String reason) {
    Optional<Solution> solution = runs.solution(pull.solutionId());
    solution.ifPresent(
        fix -> experience.keep(Review.of(fix, judgement, "", reason, clock.instant())));
  }

  private void tell(WatchedPull pull, String action, Map<String, String> details) {
    Map<String, String> all = new HashMap<>(details);
    all.put("incident", pull.incidentId());
    all.put("solution", pull.solutionId());
    audit.record(new AuditEvent("server", "", action, pull.id(), all));
  }
}
