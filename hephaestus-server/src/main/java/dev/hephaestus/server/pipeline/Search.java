package dev.hephaestus.server.pipeline;

import dev.hephaestus.server.repair.Feedback;
import dev.hephaestus.server.repair.Proposal;
import dev.hephaestus.server.repair.Proposals;
import dev.hephaestus.server.repair.Proposer;
import dev.hephaestus.server.repair.RepairTask;
import dev.hephaestus.server.validation.Baseline;
import dev.hephaestus.server.validation.Verdict;
import dev.hephaestus.server.validation.VerdictLevel;
import dev.hephaestus.server.validation.Workbench;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks the proposers in turn and has each proposal judged, until one is as good as it can get.
 *
 * <p>The best that can be had is a patch that makes the reproduction pass; where nothing could be
 * reproduced, one that the project's tests do not object to. A weaker verdict is kept while the
 * search goes on, and is the answer when nothing better comes.
 */
final class Search {
  private static final String REJECTED = "rejected";
  private static final String UNUSABLE = "unusable";

  /** A proposer that says the same again and again is left, but a resumed one may catch up. */
  private static final int REPEATS_PER_ATTEMPT = 2;

  private final List<Proposer> proposers;
  private final Workbench workbench;
  private final RepairLimits limits;
  private final Clock clock;
  private final Journal journal;
  private final Set<String> refusedBefore;
  private final Instant deadline;
  private final List<String> abstentions = new ArrayList<>();

  private int attempts;
  private int repeats;
  private Outcome.@Nullable Fixed best;

  Search(
      List<Proposer> proposers,
      Workbench workbench,
      RepairLimits limits,
      Clock clock,
      Journal journal) {
    this.proposers = proposers;
    this.workbench = workbench;
    this.limits = limits;
    this.clock = clock;
    this.journal = journal;
    this.deadline = clock.instant().plus(limits.timeLimit());
    this.refusedBefore =
        journal.attempts().stream()
            .filter(attempt -> attempt.outcome().equals(REJECTED))
            .map(Attempt::patch)
            .collect(Collectors.toSet());
    this.attempts = journal.attempts().size();
  }

  Outcome run(RepairTask task) {
    for (Proposer proposer : proposers) {
      if (!isGoodEnough() && withinLimits()) {
        ask(proposer, task);
      }
    }
    return best != null ? best : new Outcome.Abstained(whyNot());
  }

  private void ask(Proposer proposer, RepairTask task) {
    Proposals proposals = proposer.begin(task);
    Optional<Feedback> feedback = Optional.empty();
    while (!isGoodEnough() && withinLimits()) {
      journal.step("asking " + proposer.name() + " for a fix");
      Proposal answer = proposals.next(feedback);
      journal.spend(answer.cost());
      switch (answer) {
        case Proposal.Candidate candidate -> feedback = judge(task, candidate);
        case Proposal.Unusable unusable -> feedback = Optional.of(book(unusable));
        case Proposal.Abstention abstention -> {
          abstentions.add(proposer.name() + ": " + abstention.reason());
          return;
        }
      }
    }
  }

  private Optional<Feedback> judge(RepairTask task, Proposal.Candidate candidate) {
    String diff = candidate.patch().toUnifiedDiff();
    if (refusedBefore.contains(diff)) {
      repeats++;
      return Optional.of(new Feedback("The same patch was refused before.", List.of()));
    }
    attempts++;
    journal.step("trying fix " + attempts + " (" + candidate.origin() + ")");
    return switch (workbench.judge(candidate)) {
      case Verdict.Accepted accepted -> {
        book(candidate, diff, accepted.level().label(), evidence(accepted), List.of());
        keepIfBetter(new Outcome.Fixed(task.snapshot().commit(), candidate, accepted));
        yield Optional.of(new Feedback("It only reached: " + accepted.level().label(), List.of()));
      }
      case Verdict.Rejected rejected -> {
        refusedBefore.add(diff);
        book(candidate, diff, REJECTED, rejected.reason(), rejected.diagnostics());
        yield Optional.of(new Feedback(rejected.reason(), rejected.diagnostics()));
      }
    };
  }

  private void book(
      Proposal.Candidate candidate,
      String diff,
      String outcome,
      String reason,
      List<String> diagnostics) {
    journal.keep(
        new Attempt(
            attempts, candidate.origin(), candidate.cause(), diff, outcome, reason, diagnostics));
  }

  private Feedback book(Proposal.Unusable unusable) {
    attempts++;
    journal.keep(
        new Attempt(attempts, unusable.origin(), "", "", UNUSABLE, unusable.reason(), List.of()));
    return new Feedback(unusable.reason(), List.of());
  }

  private void keepIfBetter(Outcome.Fixed fixed) {
    if (best == null || fixed.verdict().level().compareTo(best.verdict().level()) > 0) {
      best = fixed;
    }
  }

  private boolean isGoodEnough() {
    return best != null && best.verdict().level().compareTo(attainable()) >= 0;
  }

  private VerdictLevel attainable() {
    if (workbench.reproduction().isPresent()) {
      return VerdictLevel.REPRODUCED;
    }
    Baseline baseline = workbench.baseline();
    if (!baseline.compiles()) {
      return VerdictLevel.UNVERIFIED;
    }
    return baseline.testsRun() > 0 ? VerdictLevel.TESTED : VerdictLevel.COMPILES;
  }

  private boolean withinLimits() {
    return attempts < limits.maxAttempts()
        && repeats < REPEATS_PER_ATTEMPT * limits.maxAttempts()
        && clock.instant().isBefore(deadline);
  }

  private static String evidence(Verdict.Accepted accepted) {
    return String.join(" ", accepted.evidence());
  }

  /** What was tried and what is missing, in sentences for a person. */
  private String whyNot() {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        attempts == 0
            ? "No fix was proposed."
            : attempts + (attempts == 1 ? " fix was" : " fixes were") + " tried, none passed.");
    journal.attempts().stream()
        .collect(Collectors.groupingBy(Attempt::reason, Collectors.counting()))
        .entrySet()
        .stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(1)
        .forEach(most -> sentences.add("Most often: " + most.getKey()));
    if (workbench.reproduction().isEmpty()) {
      sentences.add("The fault could not be reproduced.");
    }
    if (!workbench.baseline().note().isEmpty()) {
      sentences.add(workbench.baseline().note());
    }
    if (!withinLimits()) {
      sentences.add("The limit of " + limits.maxAttempts() + " attempts or of time was reached.");
    }
    sentences.addAll(new TreeSet<>(abstentions));
    return String.join(" ", sentences);
  }
}
