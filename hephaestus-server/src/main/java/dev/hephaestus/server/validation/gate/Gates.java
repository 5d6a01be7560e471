package dev.hephaestus.server.validation.gate;

import dev.hephaestus.server.repair.Patch;
import dev.hephaestus.server.repair.RepairTask;
import java.util.List;
import java.util.Optional;

/** All gates, the cheapest and gravest first. */
public final class Gates {
  private final List<Gate> gates =
      List.of(
          new ForbiddenPath(),
          new SubmodulePath(),
          new PatchSize(),
          new InvisibleCharacters(),
          new NewDependency(),
          new WeakenedTest(),
          new UnrelatedCode(),
          new SwallowedException());

  /** The first refusal. */
  public Optional<String> refuse(RepairTask task, Patch patch) {
    return gates.stream().flatMap(gate -> gate.refuse(task, patch).stream()).findFirst();
  }
}
