package dev.hephaestus.server.pipeline;

import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.localization.CarriedFault;
import dev.hephaestus.server.localization.ContextPacker;
import dev.hephaestus.server.localization.FaultCarrier;
import dev.hephaestus.server.localization.Localization;
import dev.hephaestus.server.localization.Localizer;
import dev.hephaestus.server.localization.MethodHistory;
import dev.hephaestus.server.localization.RevisionChoice;
import dev.hephaestus.server.localization.RevisionChoice.How;
import dev.hephaestus.server.localization.RevisionChooser;
import dev.hephaestus.server.repair.Example;
import dev.hephaestus.server.repair.Proposer;
import dev.hephaestus.server.repair.RepairTask;
import dev.hephaestus.server.repair.Rework;
import dev.hephaestus.server.repair.TestAuthor;
import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.VirtualRepository;
import dev.hephaestus.server.validation.Reproduction;
import dev.hephaestus.server.validation.Validator;
import dev.hephaestus.server.validation.Workbench;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Calls the stages in order: from what was logged to a verified fix, or to the reason why there is
 * none. The commit that logged the fault is analysed; the head of the branch is changed.
 *
 * <p><i>Threads:</i> safe for use by many at once; a repair runs on its caller's thread.
 *
 * <p><i>Errors:</i> what the stages throw: a repository that cannot be read, a sandbox that does
 * not work. A fault that cannot be fixed is an {@link Outcome}, not an error.
 */
public final class RepairPipeline {
  private static final String THERE_STILL = "The newest code has this fault still.";

  private final VirtualRepository repository;
  private final Localizer localizer;
  private final ContextPacker packer;
  private final List<TestAuthor> authors;
  private final List<Proposer> proposers;
  private final Validator validator;
  private final RepairLimits limits;
  private final Clock clock;
  private final Recollection recollection;
  private final RevisionChooser revisions;
  private final FaultCarrier carrier = new FaultCarrier();
  private final MethodHistory history;

  /** Joins the stages, without authors of tests and without experience. */
  RepairPipeline(
      VirtualRepository repository,
      Localizer localizer,
      ContextPacker packer,
      List<Proposer> proposers,
      Validator validator,
      RepairLimits limits,
      Clock clock) {
    this(
        repository,
        localizer,
        packer,
        List.of(),
        proposers,
        validator,
        Experience.none(),
        limits,
        clock);
  }

  /**
   * Joins the stages.
   *
   * @param authors asked in this order for a test that shows the fault, where no search finds one
   * @param proposers asked in this order, each until it abstains
   * @param experience what is remembered of earlier fixes
   */
  public RepairPipeline(
      VirtualRepository repository,
      Localizer localizer,
      ContextPacker packer,
      List<TestAuthor> authors,
      List<Proposer> proposers,
      Validator validator,
      Experience experience,
      RepairLimits limits,
      Clock clock) {
    this.repository = Objects.requireNonNull(repository, "repository");
    this.localizer = Objects.requireNonNull(localizer, "localizer");
    this.packer = Objects.requireNonNull(packer, "packer");
    this.authors = List.copyOf(authors);
    this.proposers = List.copyOf(proposers);
    this.recollection = new Recollection(experience);
    this.validator = Objects.requireNonNull(validator, "validator");
    this.limits = Objects.requireNonNull(limits, "limits");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.revisions = new RevisionChooser(repository);
    this.history = new MethodHistory(repository);
  }

  /** Repairs one fault; what is found on the way goes into the journal. */
  public Outcome repair(Fault fault, Journal journal) {
    Leeway leeway = new Leeway(limits, journal, clock);
    journal.step("reading the repository");
    Deployment commits = commits(fault);
    journal.analysed(commits.choice());

    journal.step("localizing the fault");
    Localization localization = localizer.localize(commits.deployed(), fault.record());
    journal.localized(localization);
    if (localization.suspects().isEmpty()) {
      return new Outcome.Abstained(notFound(fault, commits));
    }
    if (localization.confidence() < limits.leastConfidence()) {
      return new Outcome.Abstained(tooUnsure(localization.confidence()));
    }
    CarriedFault carried =
        carrier.carry(fault.record(), localization, commits.deployed(), commits.head());
    if (carried.localization().suspects().isEmpty()) {
      return new Outcome.Abstained(gone(commits));
    }

    journal.step("recalling earlier fixes");
    Optional<Outcome.Fixed> known =
        fault.rework().isPresent()
            ? Optional.empty()
            : recollection.knownFix(fault, commits.head());
    if (known.isPresent()) {
      return known.get();
    }
    List<Example> examples = recollection.examples(fault, carried.localization());
    RepairTask task =
        task(commits.head(), carried.record(), carried.localization(), examples, fault.rework());

    journal.step("preparing the work tree");
    try (Workbench workbench = open(task, journal)) {
      String note = commits.sentence();
      if (!commits.isAtHead()) {
        RepairTask deployed =
            task(commits.deployed(), fault.record(), localization, List.of(), Optional.empty());
        HeadCheck.Finding finding =
            new HeadCheck(history, validator, journal)
                .check(fault.repository(), commits, deployed, carried, workbench);
        if (finding.fixed().isPresent()) {
          return finding.fixed().get();
        }
        note = (note + " " + finding.note()).strip();
      }
      if (fault.rework().filter(Rework::onlyLook).isPresent()) {
        return new Outcome.Abstained(THERE_STILL);
      }
      return mend(task, workbench, leeway, journal).with(note);
    }
  }

  /** Reproduces, has fixes proposed and judged, and chooses. */
  private Outcome mend(RepairTask task, Workbench workbench, Leeway leeway, Journal journal) {
    AttemptLog log = new AttemptLog(journal, clock);
    Optional<Reproduction> shown =
        new Reproducing(authors, workbench, leeway, journal, log).of(task);

    Search search = new Search(proposers, workbench, leeway, journal, log, clock);
    List<Plausible> plausible = search.run(task);
    if (plausible.isEmpty()) {
      return Abstaining.because(journal, workbench, leeway, search.abstentions());
    }
    journal.step("choosing among " + plausible.size() + " plausible fixes");
    return new Selection(limits).choose(task, plausible, shown);
  }

  private Workbench open(RepairTask task, Journal journal) {
    return journal
        .reproduction()
        .map(known -> validator.open(task, known, journal::step))
        .orElseGet(() -> validator.open(task, journal::step));
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

  private Deployment commits(Fault fault) {
    Snapshot head = repository.snapshot(fault.repository(), Optional.empty());
    RevisionChoice choice =
        revisions.choose(
            fault.repository(), fault.revision(), fault.version(), fault.record(), head);
    Snapshot deployed =
        choice.commit().equals(head.commit())
            ? head
            : repository.snapshot(fault.repository(), Optional.of(choice.commit()));
    return new Deployment(deployed, head, choice);
  }

  private RepairTask task(
      Snapshot snapshot,
      LogRecord record,
      Localization localization,
      List<Example> examples,
      Optional<Rework> rework) {
    return new RepairTask(
        snapshot,
        record,
        localization,
        packer.pack(snapshot, localization, limits.contextTokens()),
        examples,
        rework);
  }

  private static String notFound(Fault fault, Deployment commits) {
    return "Nothing of the logged error was found in "
        + fault.repository().forPeople()
        + " at "
        + commits.deployed().commit()
        + "; check that this is the repository and revision that logged it."
        + (commits.choice().how() == How.NAMED ? "" : " " + commits.choice().reason());
  }

  private static String gone(Deployment commits) {
    return "None of the code behind the logged error, which "
        + commits.deployedName()
        + " logged, is in the head any more, "
        + commits.headName()
        + ". "
        + commits.choice().reason();
  }
}
