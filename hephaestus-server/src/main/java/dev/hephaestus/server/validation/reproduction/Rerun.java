package dev.hephaestus.server.validation.reproduction;

import dev.hephaestus.server.repair.RepairTask;
import dev.hephaestus.server.validation.Reproduction;
import dev.hephaestus.server.validation.Trial;
import dev.hephaestus.server.validation.Trial.Result;
import dev.hephaestus.server.validation.build.IncrementalBuild;
import dev.hephaestus.server.validation.build.TestRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Runs a reproduction that was found in another commit against this one, unchanged. */
public final class Rerun {
  private static final Duration TEST_TIME = Duration.ofSeconds(60);

  private final RepairTask task;
  private final IncrementalBuild build;
  private final Path scratch;

  /**
   * Runs against one build.
   *
   * @param task the fault, as it stands in the commit that was built
   * @param scratch a folder of its own
   */
  public Rerun(RepairTask task, IncrementalBuild build, Path scratch) {
    this.task = task;
    this.build = build;
    this.scratch = scratch;
  }

  /** Compiles and runs it. */
  public Trial of(Reproduction test) {
    if (!build.canTest()) {
      return new Trial(Result.DID_NOT_RUN, "there is no JUnit to run it with");
    }
    String className = TestPlace.className(test.path(), test.source());
    List<String> faults = build.compileTest(className, test.source(), scratch);
    if (!faults.isEmpty()) {
      return new Trial(Result.DID_NOT_RUN, "it does not compile there: " + faults.get(0));
    }
    TestRun run = build.testBaseline(List.of(scratch), List.of(className), TEST_TIME);
    if (run.ran().isEmpty() || !run.complete()) {
      return new Trial(Result.DID_NOT_RUN, "it did not come to its end: " + run.problem());
    }
    return run.failures().isEmpty()
        ? new Trial(Result.PASSES, "")
        : new Trial(
            isLogged(run) ? Result.FAILS_AS_LOGGED : Result.FAILS_OTHERWISE,
            run.failures().values().iterator().next().headline());
  }

  /** Where nothing of the trace is left to compare with, the exception alone decides. */
  private boolean isLogged(TestRun run) {
    Optional<FaultTarget> target = FaultTarget.of(task);
    if (target.isPresent()) {
      return new LoggedFailure(target.get(), build.project()::hasMainClass).isStillIn(run);
    }
    String logged =
        task.record().thrown() == null ? "" : task.record().thrown().deepestCause().className();
    return run.failures().values().stream().anyMatch(failure -> failure.type().equals(logged));
  }
}
