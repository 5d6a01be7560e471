package dev.hephaestus.server.pipeline;

import dev.hephaestus.server.localization.Localization;
import dev.hephaestus.server.localization.RevisionChoice;
import dev.hephaestus.server.repair.Cost;
import dev.hephaestus.server.repair.Proposal;
import dev.hephaestus.server.validation.Reproduction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The journal of a repair that nobody needs to go on with. */
public final class MemoryJournal implements Journal {
  private final Consumer<String> steps;
  private final List<Attempt> attempts = new ArrayList<>();
  private final List<Proposal.Candidate> plausible = new ArrayList<>();
  private Cost cost = Cost.NONE;
  private @Nullable RevisionChoice chosen;
  private @Nullable Reproduction reproduction;

  /**
   * Starts empty.
   *
   * @param steps told each step
   */
  public MemoryJournal(Consumer<String> steps) {
    this.steps = steps;
  }

  @Override
  public void step(String step) {
    RepairInterruptedException.check();
    steps.accept(step);
  }

  @Override
  public void analysed(RevisionChoice choice) {
    chosen = choice;
    if (choice.how() != RevisionChoice.How.NAMED) {
      steps.accept(choice.reason());
    }
  }

  /** The commit that was taken for the one that logged the fault, once that was decided. */
  public Optional<RevisionChoice> chosen() {
    return Optional.ofNullable(chosen);
  }

  @Override
  public void localized(Localization localization) {
    localization.suspects().stream()
        .findFirst()
        .ifPresent(suspect -> steps.accept("first suspect: " + suspect.method().symbol()));
  }

  @Override
  public void plausible(Proposal.Candidate fix) {
    plausible.add(fix);
  }

  @Override
  public List<Proposal.Candidate> plausible() {
    return List.copyOf(plausible);
  }

  @Override
  public List<Attempt> attempts() {
    return List.copyOf(attempts);
  }

  @Override
  public void keep(Attempt attempt) {
    attempts.add(attempt);
  }

  @Override
  public void spend(Cost more) {
    cost = cost.plus(more);
  }

  @Override
  public Cost cost() {
    return cost;
  }

  @Override
  public void reproduced(Reproduction found) {
    reproduction = found;
    steps.accept("reproduced: " + found.call());
  }

  @Override
  public Optional<Reproduction> reproduction() {
    return Optional.ofNullable(reproduction);
  }

  @Override
  public Duration workedBefore() {
    return Duration.ZERO;
  }
}
