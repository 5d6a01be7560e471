package dev.hephaestus.server.pipeline;

import dev.hephaestus.server.localization.Localization;
import dev.hephaestus.server.localization.RevisionChoice;
import dev.hephaestus.server.repair.Cost;
import java.util.ArrayList;
import java.util.List;

/** The journal of a run that is kept in the store. */
final class StoredJournal implements Journal {
  private static final int SUSPECTS_KEPT = 10;

  private final RunStore runs;
  private final List<Attempt> attempts;
  private Run run;

  StoredJournal(RunStore runs, Run run) {
    this.runs = runs;
    this.run = run;
    this.attempts = new ArrayList<>(runs.attempts(run.id()));
  }

  /** The run as it was last stored. */
  Run run() {
    return run;
  }

  @Override
  public void step(String step) {
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

  private void store(Run changed) {
    run = changed;
    runs.update(changed);
  }
}
