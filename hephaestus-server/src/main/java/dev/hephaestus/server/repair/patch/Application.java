package dev.hephaestus.server.repair.patch;

import dev.hephaestus.server.repair.Patch;
import java.util.List;
import java.util.Objects;

/** What came of applying blocks: a patch, or a refusal that can be fed back. */
public sealed interface Application {

  /**
   * Every block found its place.
   *
   * @param patch the change
   */
  record Applied(Patch patch) implements Application {
    public Applied {
      Objects.requireNonNull(patch, "patch");
    }
  }

  /**
   * A block did not, and nothing was changed.
   *
   * @param reason which block, and what did not fit
   * @param details the nearest lines of the file, where that helps
   */
  record Refused(String reason, List<String> details) implements Application {
    public Refused {
      Objects.requireNonNull(reason, "reason");
      details = List.copyOf(details);
    }
  }
}
