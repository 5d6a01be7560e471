package dev.hephaestus.server.validation;

import dev.hephaestus.server.repair.FileChange;
import dev.hephaestus.server.repair.Patch;
import dev.hephaestus.server.validation.build.IncrementalBuild;
import dev.hephaestus.server.validation.build.PreparedBuild;
import dev.hephaestus.server.validation.build.TestRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Looks for tests that a candidate breaks: the nearest first, because they are quick, then the
 * project's own build or, without one, every test.
 *
 * <p><i>Shape:</i> a test counts as broken only if it passed before, fails now, and fails again
 * when it is run a second time.
 */
final class RegressionCheck {
  private final PreparedBuild build;
  private final IncrementalBuild incremental;
  private final Duration time;
  private final Progress progress;

  RegressionCheck(
      PreparedBuild build, IncrementalBuild incremental, Duration time, Progress progress) {
    this.build = build;
    this.incremental = incremental;
    this.time = time;
    this.progress = progress;
  }

  /**
   * What the check found.
   *
   * @param reason why the candidate is refused, or empty
   * @param broken the broken tests, each with the head of its stack trace
   * @param ran how many tests ran
   */
  record Result(String reason, List<String> broken, int ran) {}

  Result check(Patch patch) {
    List<String> near =
        incremental.nearestTests(patch.changes().stream().map(FileChange::path).toList());
    progress.report("running the nearest tests");
    Result nearest = run(() -> incremental.testCandidate(List.of(), near, time));
    if (!nearest.broken().isEmpty()) {
      return nearest;
    }
    if (build.own().isPresent()) {
      progress.report("running the project's own build");
      return larger(nearest, run(build.own().get()::test));
    }
    if (build.wholeSuite()) {
      progress.report("running all tests");
      List<String> all = incremental.testClasses();
      return larger(nearest, run(() -> incremental.testCandidate(List.of(), all, time)));
    }
    return nearest;
  }

  private static Result larger(Result nearest, Result whole) {
    return new Result(whole.reason(), whole.broken(), Math.max(nearest.ran(), whole.ran()));
  }

  private Result run(Supplier<TestRun> tests) {
    TestRun run = tests.get();
    if (!run.complete()) {
      return new Result("the tests do not come to their end", List.of(run.problem()), 0);
    }
    Set<String> broken = newlyFailing(run);
    Map<String, TestRun.Failure> failures = new TreeMap<>(run.failures());
    if (!broken.isEmpty()) {
      broken.retainAll(newlyFailing(tests.get()));
      broken.removeAll(failingBefore(broken));
    }
    failures.keySet().retainAll(broken);
    List<String> details = new ArrayList<>();
    failures.forEach((test, failure) -> details.add(test + ": " + failure.headline()));
    String reason =
        details.isEmpty()
            ? ""
            : details.size() == 1
                ? "a test fails that passed before"
                : details.size() + " tests fail that passed before";
    return new Result(reason, details, run.ran().size());
  }

  private Set<String> newlyFailing(TestRun run) {
    Set<String> failing = new LinkedHashSet<>(run.failures().keySet());
    failing.removeAll(build.failing());
    return failing;
  }

  /** Asks the code as it was, for tests that the baseline did not come to. */
  private Set<String> failingBefore(Set<String> tests) {
    Set<String> classes = new LinkedHashSet<>();
    tests.forEach(test -> classes.add(test.substring(0, test.lastIndexOf('.'))));
    boolean known = build.own().isPresent() || build.wholeSuite();
    return classes.isEmpty() || known
        ? Set.of()
        : incremental.testBaseline(List.of(), classes, time).failures().keySet();
  }
}
