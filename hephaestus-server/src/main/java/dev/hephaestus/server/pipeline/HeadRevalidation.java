package dev.hephaestus.server.pipeline;

import dev.hephaestus.server.delivery.DeliveryException;
import dev.hephaestus.server.delivery.Revalidation;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.incident.Incident;
import dev.hephaestus.server.localization.CarriedFault;
import dev.hephaestus.server.localization.ContextPacker;
import dev.hephaestus.server.localization.FaultCarrier;
import dev.hephaestus.server.localization.Localization;
import dev.hephaestus.server.localization.Localizer;
import dev.hephaestus.server.repair.Cost;
import dev.hephaestus.server.repair.Patch;
import dev.hephaestus.server.repair.Proposal;
import dev.hephaestus.server.repair.RepairTask;
import dev.hephaestus.server.repository.RepositoryException;
import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.VirtualRepository;
import dev.hephaestus.server.validation.Progress;
import dev.hephaestus.server.validation.ValidationException;
import dev.hephaestus.server.validation.Validator;
import dev.hephaestus.server.validation.Verdict;
import dev.hephaestus.server.validation.Workbench;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges a solution on the commit that its branch has come to: its patch is merged into that code,
 * and built and run there with the test that showed the fault.
 */
public final class HeadRevalidation implements Revalidation {
  private static final Logger log = LoggerFactory.getLogger(HeadRevalidation.class);
  private static final int NAME_LENGTH = 10;

  /** Nothing is asked of a model, so it need not see code. */
  private static final int CONTEXT_TOKENS = 500;

  private final VirtualRepository repository;
  private final Localizer localizer;
  private final ContextPacker packer;
  private final Validator validator;
  private final Function<String, Optional<Incident>> incidents;
  private final FaultCarrier carrier = new FaultCarrier();

  /**
   * Creates one.
   *
   * @param incidents by their ids
   */
  public HeadRevalidation(
      VirtualRepository repository,
      Localizer localizer,
      ContextPacker packer,
      Validator validator,
      Function<String, Optional<Incident>> incidents) {
    this.repository = Objects.requireNonNull(repository, "repository");
    this.localizer = Objects.requireNonNull(localizer, "localizer");
    this.packer = Objects.requireNonNull(packer, "packer");
    this.validator = Objects.requireNonNull(validator, "validator");
    this.incidents = Objects.requireNonNull(incidents, "incidents");
  }

  @Override
  public Outcome on(Solution solution, String commit) {
    Optional<Incident> incident = incidents.apply(solution.incidentId());
    if (incident.isEmpty()) {
      return new Outcome.Fails("its incident was removed meanwhile");
    }
    try {
      return judged(solution, incident.get(), commit);
    } catch (RepositoryException | ValidationException e) {
      throw new DeliveryException(
          "solution "
              + solution.id()
              + " cannot be judged on "
              + name(commit)
              + ", to which its branch has moved: "
              + e.getMessage(),
          true,
          e);
    }
  }

  private Outcome judged(Solution solution, Incident incident, String commit) {
    Snapshot head = repository.snapshot(solution.repository(), Optional.of(commit));
    MergedPatch merged =
        MergedPatch.of(
            solution.patch(), path -> head.file(path).map(file -> head.text(file.path())));
    if (merged.patch().isEmpty()) {
      return new Outcome.Fails(moved(solution, commit) + merged.obstacle() + "; rebuild needed");
    }
    Progress progress = step -> log.debug("solution {}: {}", solution.id(), step);
    RepairTask task = task(solution, incident, head);
    Proposal.Candidate candidate =
        new Proposal.Candidate(
            merged.patch().get(), solution.cause(), solution.origin(), Cost.NONE);
    try (Workbench workbench =
        solution.verdict().reproduction().isPresent()
            ? validator.open(task, solution.verdict().reproduction().get(), progress)
            : validator.open(task, progress)) {
      return switch (workbench.judge(candidate)) {
        case Verdict.Rejected rejected ->
            new Outcome.Fails(moved(solution, commit) + rejected.reason());
        case Verdict.Accepted accepted -> outcome(solution, merged.patch().get(), accepted, commit);
      };
    }
  }

  private static Outcome outcome(
      Solution solution, Patch patch, Verdict.Accepted accepted, String commit) {
    if (accepted.level().compareTo(solution.verdict().level()) < 0) {
      return new Outcome.Fails(
          moved(solution, commit)
              + "there it is "
              + accepted.level().label()
              + " and no longer "
              + solution.verdict().level().label());
    }
    List<String> evidence = new ArrayList<>(accepted.evidence());
    evidence.add(
        "It was made on "
            + name(solution.baseCommit())
            + "; the branch moved on, and all of this was run again on "
            + name(commit)
            + ".");
    Verdict.Accepted again =
        new Verdict.Accepted(accepted.level(), evidence, accepted.reproduction());
    return new Outcome.Holds(solution.on(commit, patch, again));
  }

  private RepairTask task(Solution solution, Incident incident, Snapshot head) {
    String logged = incident.resource().commit();
    Snapshot deployed =
        (logged.isEmpty()
                ? Optional.<Snapshot>empty()
                : repository.find(solution.repository(), logged))
            .orElseGet(
                () ->
                    repository.snapshot(solution.repository(), Optional.of(solution.baseCommit())));
    Localization localization = localizer.localize(deployed, incident.sample());
    CarriedFault carried = carrier.carry(incident.sample(), localization, deployed, head);
    return new RepairTask(
        head,
        carried.record(),
        carried.localization(),
        packer.pack(head, carried.localization(), CONTEXT_TOKENS));
  }

  private static String moved(Solution solution, String commit) {
    return "the branch has moved from "
        + name(solution.baseCommit())
        + " to "
        + name(commit)
        + ", and ";
  }

  private static String name(String commit) {
    return commit.substring(0, Math.min(NAME_LENGTH, commit.length()));
  }
}
