package dev.hephaestus.server.validation.build;

import dev.hephaestus.server.validation.Baseline;
import dev.hephaestus.server.validation.sandbox.Mount;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A project that is ready for candidates.
 *
 * @param baseline how it stands
 * @param fast the fast loop; empty when the code does not compile at all
 * @param own the project's own build, when it works and comes to its end in time
 * @param mounts what the project's classes need to see
 */
public record PreparedBuild(
    Baseline baseline, Optional<Fast> fast, Optional<OwnBuild> own, List<Mount> mounts) {

  public PreparedBuild {
    mounts = List.copyOf(mounts);
  }

  /** The fast loop, when there is one. */
  public Optional<IncrementalBuild> incremental() {
    return fast.map(Fast::incremental);
  }

  /**
   * The fast loop.
   *
   * @param tests how the tests end in it without any change
   */
  public record Fast(IncrementalBuild incremental, TestBaseline tests) {}

  /**
   * The project's own build.
   *
   * @param tests runs tests on the tree as it stands
   * @param failing tests that fail in it without any change, {@code package.Class.method}
   */
  public record OwnBuild(OwnTests tests, Set<String> failing) {
    public OwnBuild {
      failing = Set.copyOf(failing);
    }
  }

  /** Runs tests by the project's own build: those of the named classes, or all where none is. */
  @FunctionalInterface
  public interface OwnTests {
    TestRun run(Collection<String> classes);
  }
}
