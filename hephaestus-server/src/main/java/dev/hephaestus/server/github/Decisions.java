package dev.hephaestus.server.github;

import dev.hephaestus.server.delivery.ReviewReplies;
import dev.hephaestus.server.github.Reaction.Revise;
import dev.hephaestus.server.github.Reaction.Say;
import dev.hephaestus.server.pipeline.Revision.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what is to be done on a pull request: once for each cause, and no more than may be.
 */
final class Decisions {
  private static final Logger log = LoggerFactory.getLogger(Decisions.class);
  private static final int MOST_LOOKS = 20;
  private static final Duration DAY = Duration.ofDays(1);

  private final PullRequestWatches watches;
  private final LifeLimits limits;
  private final Supplier<String> marks;
  private final Clock clock;

  /**
   * @param marks gives what a comment is known by; each other, and not to be guessed
   */
  Decisions(PullRequestWatches watches, LifeLimits limits, Supplier<String> marks, Clock clock) {
    this.watches = watches;
    this.limits = limits;
    this.marks = marks;
    this.clock = clock;
  }

  /** Something is to be said in the conversation. */
  void say(WatchedPull pull, String cause, String text) {
    say(pull, cause, text, 0);
  }

  /** The same in a thread on a line; 0 for the conversation. */
  void say(WatchedPull pull, String cause, String text, long thread) {
    Instant now = clock.instant();
    long lately =
        watches.reactions(pull.id()).stream()
            .filter(reaction -> reaction.deed() instanceof Say)
            .filter(reaction -> reaction.created().isAfter(now.minus(DAY)))
            .count();
    if (lately >= limits.commentsPerDay()) {
      log.info("nothing more is said on {} today: {}", pull.id(), cause);
      return;
    }
    String mark = Comment.OURS + "said:" + marks.get() + " -->";
    watches.intend(Reaction.to(pull, cause, new Say(text, mark, thread), now));
  }

  /** The pull request's text is to be written anew. */
  void rewrite(WatchedPull pull, String cause, String body) {
    watches.intend(Reaction.to(pull, cause, new Reaction.Rewrite(body), clock.instant()));
  }

  /** The pull request is to be closed. */
  void close(WatchedPull pull, String cause) {
    watches.intend(Reaction.to(pull, cause, new Reaction.Close(), clock.instant()));
  }

  /** Another fix is to be looked for, where that may be. */
  void revise(WatchedPull pull, String cause, Reason reason, List<String> remarks, long thread) {
    if (watches.reaction(pull.id() + "/" + cause).isPresent()) {
      return;
    }
    long before = revisions(pull).filter(each -> each.reason() != Reason.MOVED).count();
    long forChecks = revisions(pull).filter(each -> each.reason() == Reason.CHECKS).count();
    if (reason == Reason.CHECKS && forChecks >= limits.checkRevisions()) {
      say(pull, "enough-checks", ReviewReplies.CHECKS_FAIL_STILL);
    } else if (before >= limits.revisions()) {
      say(pull, "enough-revisions", ReviewReplies.ENOUGH_REVISIONS);
    } else {
      Revise deed = new Revise(reason, remarks, thread, "");
      watches.intend(Reaction.to(pull, cause, deed, clock.instant()));
    }
  }

  /** It is to be found out whether the fault is there still, where what the fix changes changed. */
  void lookAgain(WatchedPull pull, String cause) {
    List<Reaction> known = watches.reactions(pull.id());
    boolean busy = known.stream().anyMatch(each -> !each.isOver() && each.deed() instanceof Revise);
    long looks = revisions(pull).filter(each -> each.reason() == Reason.MOVED).count();
    if (!busy && looks < MOST_LOOKS) {
      Revise deed = new Revise(Reason.MOVED, List.of(), 0, "");
      watches.intend(Reaction.to(pull, cause, deed, clock.instant()));
    }
  }

  private Stream<Revise> revisions(WatchedPull pull) {
    return watches.reactions(pull.id()).stream()
        .map(Reaction::deed)
        .filter(Revise.class::isInstance)
        .map(Revise.class::cast);
  }

  /** Whether such a thing was decided on before. */
  boolean isDecided(WatchedPull pull, String cause) {
    return watches.reaction(pull.id() + "/" + cause).isPresent();
  }
}
