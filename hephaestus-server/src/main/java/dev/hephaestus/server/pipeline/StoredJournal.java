package dev.hephaestus.server.pipeline;

import dev.hephaestus.server.localization.Localization;
import dev.hephaestus.server.localization.RevisionChoice;
import dev.hephaestus.server.repair.Cost;
import dev.hephaestus.server.repair.Proposal;
import dev.hephaestus.server.validation.Reproduction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The journal of a run that is kept in the store. */
final class StoredJournal implements Journal {
  private static final int SUSPECTS_KEPT = 10;

  private final RunStore runs;
  private final List<Attempt> attempts;
  private final Clock clock;
  private final Instant started;
  private final Duration workedBefore;
  private Run run;

  StoredJournal(RunStore runs, Run run, Clock clock) {
    this.runs = runs;
    this.run = run;
    this.clock = clock;
    this.started = clock.instant();
    this.workedBefore = run.worked();
    this.attempts = new ArrayList<>(runs.attempts(run.id()));
  }

  /** The run as it was last stored. */
  Run run() {
    return run;
  }

  @Override
  public void step(String step) {
    RepairInterruptedException.check();
    if (runs.isCancelled(run.id())) {
      throw new RepairInterruptedException("the run was cancelled");
    }
    store(run.at(step));
  }

  @Override
  public void analysed(RevisionChoice choice) {
    store(run.analysing(choice.commit(), choice.reason()));
  }

  @Override
  public void localized(Localization localization) {
    runs.keep(
        run.id(),
        localization.suspects().stream().limit(SUSPECTS_KEPT).map(RunSuspect::of).toList());
  }

  @Override
  public void plausible(Proposal.Candidate fix) {
    runs.keep(run.id(), fix);
  }

  @Override
  public List<Proposal.Candidate> plausible() {
    return runs.plausible(run.id());
  }

  @Override
  public List<Attempt> attempts() {
    return List.copyOf(attempts);
  }

  @Override
  public void keep(Attempt attempt) {
    attempts.add(attempt);
    runs.keep(run.id(), attempt);
  }

  @Override
  public void spend(Cost cost) {
    if (!cost.equals(Cost.NONE)) {
      store(run.costing(cost));
    }
  }

  @Override
  public Cost cost() {
    return run.cost();
  }

  @Override
  public void reproduced(Reproduction reproduction) {
    runs.keep(run.id(), reproduction);
  }

  @Override
  public Optional<Reproduction> reproduction() {
    return runs.reproduction(run.id());
  }

  @Override
  public Duration workedBefore() {
    return workedBefore;
  }

  private void store(Run changed) {
    run = changed.working(workedBefore.plus(Duration.between(started, clock.instant())));
    runs.update(run);
  }
}
