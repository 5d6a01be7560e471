package dev.hephaestus.server.validation.build;

import dev.hephaestus.server.validation.Baseline;
import dev.hephaestus.server.validation.sandbox.Mount;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A project that is ready for candidates.
 *
 * @param baseline how it stands
 * @param incremental the fast loop; empty when the code does not compile at all
 * @param own the project's own build, when it works
 * @param failing tests that failed before any change, {@code package.Class.method}
 * @param wholeSuite whether the fast loop may run every test
 * @param mounts what the project's classes need to see
 */
public record PreparedBuild(
    Baseline baseline,
    Optional<IncrementalBuild> incremental,
    Optional<OwnBuild> own,
    Set<String> failing,
    boolean wholeSuite,
    List<Mount> mounts) {

  public PreparedBuild {
    failing = Set.copyOf(failing);
    mounts = List.copyOf(mounts);
  }

  /** The project's own build, run on the tree as it stands. */
  @FunctionalInterface
  public interface OwnBuild {
    TestRun test();
  }
}
