package dev.hephaestus.server.validation.gate;

import dev.hephaestus.server.repair.Draft;
import dev.hephaestus.server.repair.FileChange;
import dev.hephaestus.server.repair.Patch;
import dev.hephaestus.server.repair.RepairTask;
import java.util.List;
import java.util.Optional;

/**
 * All gates, the cheapest and gravest first.
 *
 * <p><i>Threads:</i> one at a time; what was parsed is kept for the next candidate.
 */
public final class Gates {
  private final List<Gate> gates =
      List.of(
          new ForbiddenPath(),
          new SubmodulePath(),
          new AutomaticFile(),
          new PatchSize(),
          new InvisibleCharacters(),
          new HiddenCode(),
          new Secrets(),
          new NewDependency(),
          new WeakenedTest(),
          new TestInitializer(),
          new UnrelatedCode(),
          new NewReach(),
          new RemovedProtection(),
          new DisabledCheck(),
          new SwallowedException(),
          new NullOnTrace());

  /** What also holds for a test that somebody wrote to show the fault. */
  private final List<Gate> ofTests =
      List.of(
          new ForbiddenPath(),
          new SubmodulePath(),
          new AutomaticFile(),
          new PatchSize(),
          new InvisibleCharacters(),
          new HiddenCode(),
          new Secrets(),
          new TestInitializer(),
          new NewReach());

  private final ParsedTexts parsed = new ParsedTexts();

  /** The first refusal: which gate, and why. */
  public Optional<String> refuse(RepairTask task, Patch patch) {
    return first(gates, task, patch);
  }

  /** The first refusal of a test that is not yet in the repository. */
  public Optional<String> refuse(RepairTask task, Draft.Test test) {
    try {
      FileChange file = new FileChange(test.path(), null, test.source());
      return first(ofTests, task, new Patch(List.of(file)));
    } catch (IllegalArgumentException e) {
      return Optional.of("forbidden path: " + e.getMessage());
    }
  }

  private Optional<String> first(List<Gate> asked, RepairTask task, Patch patch) {
    Inspection inspection = Inspection.of(task, patch, parsed);
    return asked.stream()
        .flatMap(gate -> gate.refuse(inspection).map(why -> gate.name() + ": " + why).stream())
        .findFirst();
  }
}
