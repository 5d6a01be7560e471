package dev.hephaestus.server.validation.build;

import java.nio.file.Path;
import java.util.Objects;

/**
 * What is kept of code that was built.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 *
 * @param workDirectory where work trees and what they share are
 */
public record KeptBuilds(Path workDirectory) {

  public KeptBuilds {
    Objects.requireNonNull(workDirectory, "workDirectory");
  }

  /** Removes all of it: whose code it was built from cannot be told from it. */
  public void forget() {
    new BaselineCache(workDirectory.resolve("shared").resolve("baselines")).clear();
  }
}
