package dev.hephaestus.server.pipeline;

import dev.hephaestus.server.repair.Cost;
import dev.hephaestus.server.repair.Draft;
import dev.hephaestus.server.repair.Drafts;
import dev.hephaestus.server.repair.Feedback;
import dev.hephaestus.server.repair.FileChange;
import dev.hephaestus.server.repair.Patch;
import dev.hephaestus.server.repair.RepairTask;
import dev.hephaestus.server.repair.TestAuthor;
import dev.hephaestus.server.validation.Adoption;
import dev.hephaestus.server.validation.Reproduction;
import dev.hephaestus.server.validation.Reproduction.Inputs;
import dev.hephaestus.server.validation.Workbench;
import java.util.List;
import java.util.Optional;

/**
 * Sees to it that something shows the fault: what the workbench found, else the test that an
 * earlier start of the run had adopted, else one that an author writes within a few rounds.
 */
final class Reproducing {
  private static final int ROUNDS = 3;

  private final List<TestAuthor> authors;
  private final Workbench workbench;
  private final Leeway leeway;
  private final Journal journal;
  private final AttemptLog log;

  Reproducing(
      List<TestAuthor> authors,
      Workbench workbench,
      Leeway leeway,
      Journal journal,
      AttemptLog log) {
    this.authors = authors;
    this.workbench = workbench;
    this.leeway = leeway;
    this.journal = journal;
    this.log = log;
  }

  /** What shows the fault; empty when nothing does. */
  Optional<Reproduction> of(RepairTask task) {
    Optional<Reproduction> found = workbench.reproduction().or(this::adoptedBefore);
    if (found.isEmpty() && workbench.baseline().compiles()) {
      found = authors.stream().flatMap(author -> ask(author, task).stream()).findFirst();
    }
    found = found.map(this::asKnown);
    found
        .filter(test -> !journal.reproduction().equals(Optional.of(test)))
        .ifPresent(journal::reproduced);
    return found;
  }

  /** What was proven again is told as it was when it was found. */
  private Reproduction asKnown(Reproduction test) {
    return journal
        .reproduction()
        .filter(known -> known.path().equals(test.path()) && known.source().equals(test.source()))
        .orElse(test);
  }

  private Optional<Reproduction> adoptedBefore() {
    return journal.reproduction().flatMap(this::provenAgain);
  }

  private Optional<Reproduction> provenAgain(Reproduction known) {
    journal.step("proving again what showed the fault before");
    Draft.Test draft = new Draft.Test(known.path(), known.source(), Cost.NONE, Optional.empty());
    return workbench.adopt(draft) instanceof Adoption.Adopted adopted
        ? Optional.of(adopted.reproduction().with(known.inputs()))
        : Optional.empty();
  }

  private Optional<Reproduction> ask(TestAuthor author, RepairTask task) {
    Drafts drafts = author.begin(task);
    Optional<Feedback> feedback = Optional.empty();
    for (int round = 0; round < ROUNDS && leeway.reached().isEmpty(); round++) {
      journal.step("asking " + author.name() + " for a test that shows the fault");
      log.begin();
      Draft draft = drafts.next(feedback);
      journal.spend(draft.cost());
      RepairInterruptedException.check();
      switch (draft) {
        case Draft.Test test -> {
          Adoption adoption = prove(author, test);
          if (adoption instanceof Adoption.Adopted adopted) {
            return Optional.of(adopted.reproduction().with(Inputs.WRITTEN));
          }
          feedback = Optional.of(((Adoption.Refused) adoption).feedback());
        }
        case Draft.Unusable unusable -> {
          book(author, "", Attempt.UNUSABLE, unusable.reason(), List.of(), unusable);
          feedback = Optional.of(new Feedback(unusable.reason(), List.of()));
        }
        case Draft.Abstention abstention -> {
          book(author, "", Attempt.UNUSABLE, abstention.reason(), List.of(), abstention);
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  private Adoption prove(TestAuthor author, Draft.Test test) {
    journal.step("proving the test of " + author.name());
    Optional<String> patch = diff(test);
    Adoption adoption =
        patch.isEmpty()
            ? refused("The path " + test.path() + " is not one of a test in the repository.")
            : workbench.adopt(test);
    switch (adoption) {
      case Adoption.Adopted adopted ->
          book(
              author,
              patch.orElse(""),
              Attempt.ADOPTED,
              adopted.reproduction().testName() + " fails as it was logged",
              List.of(),
              test);
      case Adoption.Refused refused ->
          book(
              author,
              patch.orElse(""),
              Attempt.REJECTED,
              refused.feedback().reason(),
              refused.feedback().diagnostics(),
              test);
    }
    return adoption;
  }

  private static Adoption refused(String reason) {
    return new Adoption.Refused(new Feedback(reason, List.of()));
  }

  /** The test as a diff; empty when its path leads out of the repository. */
  private static Optional<String> diff(Draft.Test test) {
    try {
      FileChange change = new FileChange(test.path(), null, test.source());
      return Optional.of(new Patch(List.of(change)).toUnifiedDiff());
    } catch (IllegalArgumentException outside) {
      return Optional.empty();
    }
  }

  private void book(
      TestAuthor author,
      String patch,
      String outcome,
      String reason,
      List<String> diagnostics,
      Draft draft) {
    log.keep(
        Step.REPRODUCE,
        author.name(),
        "",
        patch,
        outcome,
        reason,
        diagnostics,
        draft.cost(),
        draft.exchange());
  }
}
