package dev.hephaestus.server.validation.gate;

import dev.hephaestus.server.repair.FileChange;
import java.util.Optional;

/** Keeps a patch out of submodules: their files are another repository's to change. */
final class SubmodulePath implements Gate {

  @Override
  public String name() {
    return "submodule";
  }

  @Override
  public Optional<String> refuse(Inspection patch) {
    return patch.changes().stream()
        .map(FileChange::path)
        .filter(patch.task().snapshot()::isSubmodule)
        .findFirst()
        .map(path -> "a fix cannot change " + path + ", which belongs to a submodule");
  }
}
