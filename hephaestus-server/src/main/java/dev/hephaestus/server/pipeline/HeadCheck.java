package dev.hephaestus.server.pipeline;

import dev.hephaestus.server.localization.CarriedFault;
import dev.hephaestus.server.localization.CarriedFault.LineFate;
import dev.hephaestus.server.localization.CarriedFault.Moved;
import dev.hephaestus.server.localization.MethodHistory;
import dev.hephaestus.server.localization.MethodHistory.Change;
import dev.hephaestus.server.repair.RepairTask;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.validation.Reproduction;
import dev.hephaestus.server.validation.Trial;
import dev.hephaestus.server.validation.ValidationException;
import dev.hephaestus.server.validation.Validator;
import dev.hephaestus.server.validation.Workbench;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds out whether the head still has a fault that another commit logged.
 *
 * <p>It has, when the code behind it is the same. It has not, when a test that shows the fault in
 * the deployed commit passes at the head, or when the head no longer holds the throw that was
 * logged. A test that was found at the head alone may show another fault of changed code, and
 * decides only where there is no other. Everything else is a doubt, which is said.
 */
final class HeadCheck {
  private static final int COMMITS_NAMED = 3;
  private static final int SUBJECT_SHOWN = 80;

  private final MethodHistory history;
  private final Validator validator;
  private final Journal journal;

  HeadCheck(MethodHistory history, Validator validator, Journal journal) {
    this.history = history;
    this.validator = validator;
    this.journal = journal;
  }

  /**
   * What was found.
   *
   * @param fixed the outcome, when there is nothing left to fix
   * @param note what remains in doubt, for people; may be empty
   */
  record Finding(Optional<Outcome.AlreadyFixed> fixed, String note) {

    static Finding doubt(String note) {
      return new Finding(Optional.empty(), note);
    }
  }

  /**
   * Checks.
   *
   * @param atDeployed the fault in the commit that logged it
   * @param atHead the head, prepared, with whatever reproduces the fault there
   */
  Finding check(
      RepositoryLocation location,
      Deployment commits,
      RepairTask atDeployed,
      CarriedFault carried,
      Workbench atHead) {
    List<Moved> changed = carried.changed();
    if (changed.isEmpty()) {
      return Finding.doubt("");
    }
    journal.step("checking whether the head has the fault already fixed");
    String since =
        since(history.since(location, commits.deployed().commit(), commits.head(), changed));
    if (carried.throwGone()) {
      return fixed(commits, "The file that threw it no longer throws this exception. " + since);
    }
    Optional<Reproduction> shown = shownAt(atDeployed);
    if (shown.isEmpty()) {
      boolean there = atHead.reproduction().isPresent();
      return Finding.doubt(there ? "" : doubt(carried) + since);
    }
    Trial trial = atHead.tries(shown.get());
    String call = "The call " + shown.get().call() + " fails as logged on ";
    return switch (trial.result()) {
      case PASSES ->
          fixed(commits, call + commits.deployedName() + " and passes at the head. " + since);
      case FAILS_AS_LOGGED -> Finding.doubt("");
      case FAILS_OTHERWISE ->
          Finding.doubt(
              call
                  + commits.deployedName()
                  + " and ends differently at the head ("
                  + trial.detail()
                  + "). "
                  + since);
      case DID_NOT_RUN -> Finding.doubt(doubt(carried) + since);
    };
  }

  /** What shows the fault in the commit that logged it, if that can be built at all. */
  private Optional<Reproduction> shownAt(RepairTask deployed) {
    journal.step("reproducing the fault in the commit that logged it");
    try (Workbench workbench = validator.open(deployed, journal::step)) {
      return workbench.reproduction();
    } catch (ValidationException unbuildable) {
      journal.step("that commit cannot be built: " + unbuildable.getMessage());
      return Optional.empty();
    }
  }

  private static Finding fixed(Deployment commits, String evidence) {
    String reason =
        "The head, " + commits.headName() + ", does not have this fault any more. " + evidence;
    return new Finding(
        Optional.of(
            new Outcome.AlreadyFixed(
                commits.deployed().commit(), commits.head().commit(), reason.strip())),
        "");
  }

  private static String doubt(CarriedFault carried) {
    return carried.faultLine() == LineFate.GONE
        ? "It may be fixed at the head: the line that was logged is gone. "
        : "It may be fixed at the head: code behind it has changed. ";
  }

  private static String since(List<Change> changes) {
    if (changes.isEmpty()) {
      return "";
    }
    String named =
        changes.stream()
            .limit(COMMITS_NAMED)
            .map(HeadCheck::named)
            .collect(Collectors.joining(", "));
    int more = changes.size() - COMMITS_NAMED;
    return "Changed since by " + named + (more > 0 ? " and " + more + " more." : ".");
  }

  private static String named(Change change) {
    String subject = change.subject().replaceAll("\\p{Cntrl}", " ").strip();
    String shown =
        subject.length() > SUBJECT_SHOWN ? subject.substring(0, SUBJECT_SHOWN) + "…" : subject;
    return change.commit().substring(0, Math.min(10, change.commit().length()))
        + " ("
        + shown
        + ")";
  }
}
