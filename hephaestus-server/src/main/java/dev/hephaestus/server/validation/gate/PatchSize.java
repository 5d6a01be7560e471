package dev.hephaestus.server.validation.gate;

import java.util.Optional;

/** Refuses what nobody would review. */
final class PatchSize implements Gate {
  private static final int MAX_FILES = 5;
  private static final int MAX_LINES = 200;

  @Override
  public String name() {
    return "patch size";
  }

  @Override
  public Optional<String> refuse(Inspection patch) {
    if (patch.changes().size() > MAX_FILES) {
      return Optional.of(
          "the patch changes "
              + patch.changes().size()
              + " files; at most "
              + MAX_FILES
              + " are allowed");
    }
    int lines = patch.patch().linesAdded() + patch.patch().linesRemoved();
    return lines > MAX_LINES
        ? Optional.of(
            "the patch changes " + lines + " lines; at most " + MAX_LINES + " are allowed")
        : Optional.empty();
  }
}
