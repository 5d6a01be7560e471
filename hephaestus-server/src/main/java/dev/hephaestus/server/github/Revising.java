package dev.hephaestus.server.github;

import dev.hephaestus.server.delivery.ReviewReplies;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.github.Reaction.Revise;
import dev.hephaestus.server.node.Mode;
import dev.hephaestus.server.node.NodeStore;
import dev.hephaestus.server.pipeline.Revision;
import dev.hephaestus.server.pipeline.Revision.Reason;
import dev.hephaestus.server.pipeline.Run;
import dev.hephaestus.server.pipeline.RunState;
import dev.hephaestus.server.pipeline.RunStore;
import dev.hephaestus.server.repair.Cost;
import dev.hephaestus.server.security.AuditEvent;
import dev.hephaestus.server.security.AuditLog;
import dev.hephaestus.server.validation.VerdictLevel;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Has another fix looked for, and puts it on the pull request's branch: a run of the same incident,
 * one at a time.
 *
 * <p>What is done next is kept before it is done, so that it goes on wherever it broke off.
 */
final class Revising {
  private static final Duration WHILE_IT_RUNS = Duration.ofSeconds(3);
  private static final Duration WHILE_ANOTHER_RUNS = Duration.ofSeconds(20);
  private static final String SAME = "I came to the same one again.";

  private final PullRequestWatches watches;
  private final RunStore runs;
  private final NodeStore nodes;
  private final Consumer<String> queue;
  private final Supplier<String> ids;
  private final Decisions decisions;
  private final Endings endings;
  private final Function<Solution, JudgedHere> judges;
  private final Function<Solution, String> texts;
  private final AuditLog audit;
  private final Clock clock;

  Revising(
      PullRequestWatches watches,
      RunStore runs,
      NodeStore nodes,
      Consumer<String> queue,
      Supplier<String> ids,
      Decisions decisions,
      Endings endings,
      Function<Solution, JudgedHere> judges,
      Function<Solution, String> texts,
      AuditLog audit,
      Clock clock) {
    this.watches = watches;
    this.runs = runs;
    this.nodes = nodes;
    this.queue = queue;
    this.ids = ids;
    this.decisions = decisions;
    this.endings = endings;
    this.judges = judges;
    this.texts = texts;
    this.audit = audit;
    this.clock = clock;
  }

  /** Goes on with it, and gives it back as far as it then is. */
  Reaction proceed(Reaction reaction, Revise revise, WatchedPull pull, PullRequestApi api)
      throws TryAgainException, RefusedException {
    if (pull.state() != WatchedPull.State.OPEN || !mayDeploy(pull)) {
      return reaction.in(Reaction.State.DONE);
    }
    if (reaction.state() == Reaction.State.INTENDED) {
      return isBusy(reaction, pull)
          ? reaction.dueAt(clock.instant().plus(WHILE_ANOTHER_RUNS))
          : reaction.in(Reaction.State.WORKING).doing(revise.by(ids.get()));
    }
    Run run = runs.find(revise.runId()).orElseGet(() -> begin(revise, pull));
    if (!run.id().equals(revise.runId())) {
      return reaction.dueAt(clock.instant().plus(WHILE_ANOTHER_RUNS));
    }
    if (!run.state().isFinal()) {
      return reaction.dueAt(clock.instant().plus(WHILE_IT_RUNS));
    }
    return ended(reaction, revise, pull, run, api);
  }

  /** Whoever set the node's mode meanwhile wants nothing pushed any more. */
  private boolean mayDeploy(WatchedPull pull) {
    return nodes
        .find(pull.nodeId())
        .filter(node -> node.settings().mode() == Mode.DEPLOY)
        .isPresent();
  }

  private boolean isBusy(Reaction reaction, WatchedPull pull) {
    return watches.reactions(pull.id()).stream()
        .anyMatch(
            other -> other.state() == Reaction.State.WORKING && !other.id().equals(reaction.id()));
  }

  private Run begin(Revise revise, WatchedPull pull) {
    Run run =
        new Run(
            revise.runId(),
            pull.incidentId(),
            pull.nodeId(),
            RunState.QUEUED,
            "waiting",
            "",
            0,
            Cost.NONE,
            clock.instant(),
            Optional.empty());
    Revision revision = new Revision(revise.reason(), fixesOf(pull), revise.remarks());
    Run standing = runs.addIfNoneOpen(run, revision);
    if (standing.id().equals(run.id())) {
      queue.accept(run.id());
    }
    return standing;
  }

  /** The fixes that stood on the pull request, the newest last. */
  private List<String> fixesOf(WatchedPull pull) {
    List<String> fixes = new ArrayList<>();
    for (Reaction before : watches.reactions(pull.id())) {
      if (before.deed() instanceof Revise past && before.isOver()) {
        runs.solutionOfRun(past.runId()).map(Solution::id).ifPresent(fixes::add);
      }
    }
    fixes.remove(pull.solutionId());
    fixes.add(pull.solutionId());
    return fixes;
  }

  private Reaction ended(
      Reaction reaction, Revise revise, WatchedPull pull, Run run, PullRequestApi api)
      throws TryAgainException, RefusedException {
    Optional<Solution> solution = runs.solutionOfRun(run.id());
    if (run.state() == RunState.FIXED && solution.isPresent() && revise.reason() != Reason.MOVED) {
      return found(reaction, revise, pull, solution.get(), api);
    }
    if (run.state() == RunState.FIXED_AT_HEAD) {
      endings.faultIsGone(pull, run.reason());
    } else if (revise.reason() != Reason.MOVED) {
      // Nobody asked; that the fault is there still is what everybody thinks.
      answer(reaction, revise, pull, ReviewReplies.noBetterFix(reason(run)));
    }
    return reaction.in(Reaction.State.DONE);
  }

  /** A fault's own words may tell of this server what nobody there need know. */
  private static String reason(Run run) {
    return switch (run.state()) {
      case ABSTAINED -> run.reason();
      case CANCELLED -> "The search was ended.";
      default -> "The search broke off; this server's log says why.";
    };
  }

  private Reaction found(
      Reaction reaction, Revise revise, WatchedPull pull, Solution solution, PullRequestApi api)
      throws TryAgainException, RefusedException {
    VerdictLevel level = solution.verdict().level();
    if (level.compareTo(VerdictLevel.TESTED) < 0) {
      answer(reaction, revise, pull, ReviewReplies.notVerified(level));
      return reaction.in(Reaction.State.DONE);
    }
    PullState now = PullState.of(api.pull("").body());
    if (!now.open()) {
      return reaction.in(Reaction.State.DONE);
    }
    FurtherCommit commit =
        new FurtherCommit(
            api.git(),
            solution,
            judges.apply(solution),
            now,
            pull.seen().head(),
            reaction.tries() > 0);
    return switch (commit.push()) {
      case FurtherCommit.Pushed pushed -> {
        tell(pull, solution, pushed.commit());
        endings.pushed(pull, pushed.commit());
        if (revise.reason().refusesWhatStands()) {
          endings.explained(pull, String.join("\n", revise.remarks()));
        }
        watches.update(pull.carrying(solution.id(), pushed.commit()));
        Solution stands = pushed.solution();
        decisions.rewrite(pull, "rewrite/" + solution.id(), texts.apply(stands));
        answer(reaction, revise, pull, ReviewReplies.revised(stands, pushed.commit()));
        yield reaction.in(Reaction.State.DONE);
      }
      case FurtherCommit.Same() -> {
        answer(reaction, revise, pull, ReviewReplies.noBetterFix(SAME));
        yield reaction.in(Reaction.State.DONE);
      }
      case FurtherCommit.TheirBranch() -> {
        decisions.say(pull, "branch-is-yours", ReviewReplies.BRANCH_IS_YOURS, revise.thread());
        yield reaction.in(Reaction.State.DONE);
      }
      case FurtherCommit.Unwanted unwanted -> {
        answer(reaction, revise, pull, ReviewReplies.noBetterFix(unwanted.reason()));
        yield reaction.in(Reaction.State.DONE);
      }
    };
  }

  private void answer(Reaction reaction, Revise revise, WatchedPull pull, String text) {
    String cause = reaction.id().substring(pull.id().length() + 1);
    decisions.say(pull, cause + "/answer", text, revise.thread());
  }

  private void tell(WatchedPull pull, Solution solution, String commit) {
    audit.record(
        new AuditEvent(
            "server",
            "",
            "pull_request.revised",
            pull.id(),
            Map.of("solution", solution.id(), "commit", commit)));
  }
}
