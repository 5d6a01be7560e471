package dev.hephaestus.server.pipeline;

import dev.hephaestus.server.localization.Localization;
import dev.hephaestus.server.localization.RevisionChoice;
import dev.hephaestus.server.repair.Cost;
import dev.hephaestus.server.repair.Proposal;
import dev.hephaestus.server.validation.Reproduction;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The journal of a repair that was worked on before. */
final class ResumedJournal implements Journal {
  private final MemoryJournal kept = new MemoryJournal(step -> {});
  private final Duration workedBefore;

  ResumedJournal(Duration workedBefore) {
    this.workedBefore = workedBefore;
  }

  @Override
  public Duration workedBefore() {
    return workedBefore;
  }

  @Override
  public void step(String step) {
    kept.step(step);
  }

  @Override
  public void analysed(RevisionChoice choice) {
    kept.analysed(choice);
  }

  @Override
  public void localized(Localization localization) {
    kept.localized(localization);
  }

  @Override
  public void reproduced(Reproduction reproduction) {
    kept.reproduced(reproduction);
  }

  @Override
  public Optional<Reproduction> reproduction() {
    return kept.reproduction();
  }

  @Override
  public void plausible(Proposal.Candidate fix) {
    kept.plausible(fix);
  }

  @Override
  public List<Proposal.Candidate> plausible() {
    return kept.plausible();
  }

  @Override
  public List<Attempt> attempts() {
    return kept.attempts();
  }

  @Override
  public void keep(Attempt attempt) {
    kept.keep(attempt);
  }

  @Override
  public void spend(Cost cost) {
    kept.spend(cost);
  }

  @Override
  public Cost cost() {
    return kept.cost();
  }
}
