package dev.hephaestus.server.pipeline;

import dev.hephaestus.server.localization.ContextPacker;
import dev.hephaestus.server.localization.Localization;
import dev.hephaestus.server.localization.Localizer;
import dev.hephaestus.server.repair.Proposer;
import dev.hephaestus.server.repair.RepairTask;
import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.VirtualRepository;
import dev.hephaestus.server.validation.Validator;
import dev.hephaestus.server.validation.Workbench;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Calls the stages in order: from what was logged to a verified fix, or to the reason why there is
 * none.
 *
 * <p><i>Threads:</i> safe for use by many at once; a repair runs on its caller's thread.
 *
 * <p><i>Errors:</i> what the stages throw: a repository that cannot be read, a sandbox that does
 * not work. A fault that cannot be fixed is an {@link Outcome}, not an error.
 */
public final class RepairPipeline {
  private final VirtualRepository repository;
  private final Localizer localizer;
  private final ContextPacker packer;
  private final List<Proposer> proposers;
  private final Validator validator;
  private final RepairLimits limits;
  private final Clock clock;

  /**
   * Joins the stages.
   *
   * @param proposers asked in this order, each until it abstains
   */
  public RepairPipeline(
      VirtualRepository repository,
      Localizer localizer,
      ContextPacker packer,
      List<Proposer> proposers,
      Validator validator,
      RepairLimits limits,
      Clock clock) {
    this.repository = Objects.requireNonNull(repository, "repository");
    this.localizer = Objects.requireNonNull(localizer, "localizer");
    this.packer = Objects.requireNonNull(packer, "packer");
    this.proposers = List.copyOf(proposers);
    this.validator = Objects.requireNonNull(validator, "validator");
    this.limits = Objects.requireNonNull(limits, "limits");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /** Repairs one fault; what is found on the way goes into the journal. */
  public Outcome repair(Fault fault, Journal journal) {
    journal.step("reading the repository");
    Snapshot snapshot = repository.snapshot(fault.repository(), fault.revision());

    journal.step("localizing the fault");
    Localization localization = localizer.localize(snapshot, fault.record());
    journal.localized(localization);
    if (localization.suspects().isEmpty()) {
      return new Outcome.Abstained(
          "Nothing of the logged error was found in "
              + fault.repository().forPeople()
              + " at "
              + snapshot.commit()
              + "; check that this is the repository and revision that logged it.");
    }
    if (localization.confidence() < limits.leastConfidence()) {
      return new Outcome.Abstained(tooUnsure(localization.confidence()));
    }
    RepairTask task =
        new RepairTask(
            snapshot,
            fault.record(),
            localization,
            packer.pack(snapshot, localization, limits.contextTokens()));

    journal.step("preparing the work tree");
    try (Workbench workbench = validator.open(task, journal::step)) {
      return new Search(proposers, workbench, limits, clock, journal).run(task);
    }
  }

  private String tooUnsure(double confidence) {
    return String.format(
        Locale.ROOT,
        "It is too unsure where the fault is: with a chance of %.0f %% it is among the first"
            + " suspects, and %.0f %% is the least that is tried"
            + " (repair.leastConfidencePercent).",
        100 * confidence,
        100 * limits.leastConfidence());
  }
}
