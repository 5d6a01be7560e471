package dev.hephaestus.server.validation.gate;

import dev.hephaestus.server.repair.Patch;
import dev.hephaestus.server.repair.RepairTask;
import java.util.Optional;

/** Something that no patch may do. */
@FunctionalInterface
interface Gate {

  /** Why the patch is refused, in one sentence; empty when this gate lets it pass. */
  Optional<String> refuse(RepairTask task, Patch patch);
}
