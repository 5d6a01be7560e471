package dev.hephaestus.server.pipeline;

import dev.hephaestus.server.repair.Cost;
import dev.hephaestus.server.repair.Effect;
import dev.hephaestus.server.repair.Exchange;
import dev.hephaestus.server.repair.Feedback;
import dev.hephaestus.server.repair.Patch;
import dev.hephaestus.server.repair.Proposal;
import dev.hephaestus.server.repair.Proposals;
import dev.hephaestus.server.repair.Proposer;
import dev.hephaestus.server.repair.RepairTask;
import dev.hephaestus.server.repair.Rework;
import dev.hephaestus.server.validation.Verdict;
import dev.hephaestus.server.validation.VerdictLevel;
import dev.hephaestus.server.validation.Workbench;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Asks the proposers in turn and has each proposal judged, until the proposer has one that is as
 * good as it can get and its rivals are known as far as they are free.
 *
 * <p>The best that can be had is a patch that makes the reproduction pass; then nobody else is
 * asked. Where nothing could be reproduced it is one that the project's tests do not object to,
 * which says little: the other proposers are asked as well. A weaker verdict is kept while the
 * search goes on, and is the answer when nothing better comes.
 *
 * <p>A guess is only tried against a test that shows the fault.
 *
 * <p><i>Source:</i> without such a test, changes of what a program decides pass a suite by taking
 * away what the suite does not look at: Qi, Long, Achour and Rinard, "An analysis of patch
 * plausibility and correctness for generate-and-validate patch generation systems", ISSTA 2015.
 */
final class Search {
  /** A proposer that says the same again and again is left, but a resumed one may catch up. */
  private static final int REPEATS_PER_ATTEMPT = 2;

  private static final int GATE_REFUSALS = 2;

  private final List<Proposer> proposers;
  private final Workbench workbench;
  private final Leeway leeway;
  private final Journal journal;
  private final AttemptLog log;
  private final Clock clock;
  private final Set<String> refusedBefore;
  private final Set<String> refusedEffects = new HashSet<>();
  private final List<String> abstentions = new ArrayList<>();
  private final PlausibleFixes plausible = new PlausibleFixes();

  private Encore encore;
  private boolean answered;
  private int repeats;
  private int gateRefusals;
  private int heldBack;

  Search(
      List<Proposer> proposers,
      Workbench workbench,
      Leeway leeway,
      Journal journal,
      AttemptLog log,
      Clock clock) {
    this.proposers = proposers;
    this.workbench = workbench;
    this.leeway = leeway;
    this.journal = journal;
    this.log = log;
    this.clock = clock;
    this.encore = new Encore(clock);
    this.refusedBefore =
        journal.attempts().stream()
            .filter(Attempt::isFix)
            .filter(attempt -> attempt.outcome().equals(Attempt.REJECTED))
            .map(Attempt::patch)
            .collect(Collectors.toSet());
  }

  /** What was found, best or not; none when nothing passes. */
  List<Plausible> run(RepairTask task) {
    task.rework().ifPresent(this::refuseAgain);
    journal.plausible().forEach(this::judgeAgain);
    for (Proposer proposer : proposers) {
      if (plausible.atLeast(VerdictLevel.REPRODUCED) == 0 && withinLimits()) {
        ask(proposer, task);
      }
    }
    return plausible.all();
  }

  /** What those who were to take it in did not want. */
  private void refuseAgain(Rework rework) {
    for (Patch patch : rework.refused()) {
      refusedBefore.add(patch.toUnifiedDiff());
      refusedEffects.add(Effect.of(patch));
    }
  }

  /** What an earlier start found need not be asked for again. */
  private void judgeAgain(Proposal.Candidate kept) {
    journal.step("judging again the fix of " + kept.origin());
    if (workbench.judge(kept) instanceof Verdict.Accepted accepted) {
      RepairInterruptedException.check();
      plausible.add(kept, accepted, Effect.of(kept.patch()));
    }
  }

  /** Why proposers stopped, each a sentence. */
  List<String> abstentions() {
    List<String> all = new ArrayList<>(abstentions);
    if (heldBack > 0) {
      all.add(
          (heldBack == 1 ? "A guess was" : heldBack + " guesses were")
              + " held back, for nothing shows whether the fault would be gone.");
    }
    return List.copyOf(all);
  }

  private void ask(Proposer proposer, RepairTask task) {
    Proposals proposals = proposer.begin(task);
    Optional<Feedback> feedback = Optional.empty();
    Cost last = Cost.NONE;
    answered = false;
    encore = new Encore(clock);
    while (withinLimits() && (!answered || encore.isWanted(last))) {
      journal.step("asking " + proposer.name() + " for a fix");
      log.begin();
      Proposal answer = proposals.next(feedback);
      journal.spend(answer.cost());
      RepairInterruptedException.check();
      last = answer.cost();
      switch (answer) {
        case Proposal.Candidate candidate -> feedback = consider(candidate);
        case Proposal.Unusable unusable -> feedback = Optional.of(book(unusable));
        case Proposal.Abstention abstention -> {
          abstentions.add(proposer.name() + ": " + abstention.reason());
          bookIfAsked(proposer, abstention);
          return;
        }
      }
      if (feedback.isEmpty()) {
        gateRefusals = 0;
      }
    }
  }

  private Optional<Feedback> consider(Proposal.Candidate candidate) {
    if (candidate.guess() && workbench.reproduction().isEmpty()) {
      heldBack++;
      return Optional.of(
          new Feedback("No test shows the fault, so a guess is not tried.", List.of()));
    }
    String diff = candidate.patch().toUnifiedDiff();
    String effect = Effect.of(candidate.patch());
    if (refusedBefore.contains(diff) || refusedEffects.contains(effect)) {
      return repeated(candidate, diff, "The same change was refused before.");
    }
    Optional<Plausible> same = plausible.agreeing(effect, candidate.origin());
    if (same.isPresent()) {
      answered |= isGoodEnough(same.get().level());
      String reached = same.get().level().label();
      return repeated(candidate, diff, "A change of the same effect only reached: " + reached);
    }
    return judge(candidate, diff, effect);
  }

  private Optional<Feedback> repeated(Proposal.Candidate candidate, String diff, String reason) {
    repeats++;
    if (candidate.exchange().isPresent()) {
      book(candidate, Step.APPLY, diff, Attempt.REJECTED, reason, List.of());
    }
    return Optional.of(new Feedback(reason, List.of()));
  }

  private Optional<Feedback> judge(Proposal.Candidate candidate, String diff, String effect) {
    journal.step("trying fix " + log.next() + " (" + candidate.origin() + ")");
    return switch (workbench.judge(candidate)) {
      case Verdict.Accepted accepted -> {
        RepairInterruptedException.check();
        String level = accepted.level().label();
        String evidence = String.join(" ", accepted.evidence());
        book(candidate, Step.SELECT, diff, level, evidence, List.of());
        plausible.add(candidate, accepted, effect);
        journal.plausible(candidate);
        answered |= isGoodEnough(accepted.level());
        if (answered) {
          encore.found(isGoodEnough(accepted.level()));
        }
        yield Optional.of(new Feedback("It only reached: " + level, List.of()));
      }
      case Verdict.Rejected rejected -> {
        RepairInterruptedException.check();
        encore.refused();
        yield refuse(candidate, diff, effect, rejected);
      }
    };
  }

  private Optional<Feedback> refuse(
      Proposal.Candidate candidate, String diff, String effect, Verdict.Rejected rejected) {
    Step step = Step.of(rejected.check());
    refusedBefore.add(diff);
    if (step == Step.TEST) {
      refusedEffects.add(effect);
    }
    book(candidate, step, diff, Attempt.REJECTED, rejected.reason(), rejected.diagnostics());
    if (step == Step.GATE && candidate.exchange().isPresent() && ++gateRefusals >= GATE_REFUSALS) {
      // Who does twice what is forbidden would only look for a way around it.
      return Optional.empty();
    }
    return Optional.of(new Feedback(rejected.reason(), rejected.diagnostics()));
  }

  private void book(
      Proposal.Candidate candidate,
      Step step,
      String diff,
      String outcome,
      String reason,
      List<String> diagnostics) {
    log.keep(
        step,
        candidate.origin(),
        candidate.cause(),
        diff,
        outcome,
        reason,
        diagnostics,
        candidate.cost(),
        candidate.exchange());
  }

  private Feedback book(Proposal.Unusable unusable) {
    book(unusable.origin(), unusable.reason(), unusable.cost(), unusable.exchange());
    return new Feedback(unusable.reason(), List.of());
  }

  /** An answer that cost something is kept even when it says nothing. */
  private void bookIfAsked(Proposer proposer, Proposal.Abstention abstention) {
    if (abstention.exchange().isPresent()) {
      book(proposer.name(), abstention.reason(), abstention.cost(), abstention.exchange());
    }
  }

  private void book(String origin, String reason, Cost cost, Optional<Exchange> exchange) {
    log.keep(Step.PROPOSE, origin, "", "", Attempt.UNUSABLE, reason, List.of(), cost, exchange);
  }

  private boolean isGoodEnough(VerdictLevel level) {
    return level.compareTo(attainable()) >= 0;
  }

  private VerdictLevel attainable() {
    if (workbench.reproduction().isPresent()) {
      return VerdictLevel.REPRODUCED;
    }
    if (!workbench.baseline().compiles()) {
      return VerdictLevel.UNVERIFIED;
    }
    return workbench.baseline().testsRun() > 0 ? VerdictLevel.TESTED : VerdictLevel.COMPILES;
  }

  private boolean withinLimits() {
    return leeway.reached().isEmpty()
        && repeats < REPEATS_PER_ATTEMPT * leeway.limits().maxAttempts();
  }
}
