package dev.hephaestus.server.validation;

import dev.hephaestus.server.validation.build.IncrementalBuild;
import dev.hephaestus.server.validation.build.TestRun;
import dev.hephaestus.server.validation.reproduction.Reproducer;
import dev.hephaestus.server.validation.reproduction.Reproducer.ProvenTest;
import java.util.List;
import java.util.Optional;

/**
 * Runs the tests that showed the fault against a candidate.
 *
 * <p>A candidate is refused when one of them still shows the logged failure. Where a call fails in
 * another way, beyond the place that was logged, it says nothing about this fault, and the next
 * test decides: inputs that were made up for an outer call may be wrong for more than one reason.
 */
final class ReproductionCheck {
  private static final int TRACE_LINES = 5;

  private final Reproducer.Result found;
  private final IncrementalBuild build;
  private final ValidationSettings settings;

  ReproductionCheck(Reproducer.Result found, IncrementalBuild build, ValidationSettings settings) {
    this.found = found;
    this.build = build;
    this.settings = settings;
  }

  /**
   * What came of it.
   *
   * @param passed the test that passes now
   * @param refusal why the candidate is refused
   * @param evidence one sentence for people
   */
  record Result(Optional<Reproduction> passed, Optional<Verdict> refusal, String evidence) {}

  Result check(Progress progress) {
    if (found.tests().isEmpty()) {
      return new Result(
          Optional.empty(), Optional.empty(), "It was not reproduced: " + found.note() + ".");
    }
    progress.report("running the reproduction");
    Result last = refused("no reproduction could be run", List.of());
    for (ProvenTest test : found.tests()) {
      TestRun run =
          test.in(
              build.testCandidate(test.classes(), List.of(test.testClass()), settings.suiteTime()));
      if (run.ran().isEmpty() || !run.complete()) {
        return refused("the reproduction did not come to its end: " + run.problem(), List.of());
      }
      if (run.failures().isEmpty()) {
        return passed(test.reproduction());
      }
      List<String> trace = trace(run);
      if (found.logged().filter(logged -> logged.isStillIn(run)).isPresent()) {
        return refused("the call that was logged still fails: " + call(test), trace);
      }
      last = refused("another exception follows the logged one in " + call(test), trace);
    }
    return last;
  }

  private static String call(ProvenTest test) {
    return test.reproduction().call();
  }

  private static Result passed(Reproduction test) {
    return new Result(
        Optional.of(test),
        Optional.empty(),
        test.testName()
            + " failed before the change with the logged exception at the logged place,"
            + " and passes now: "
            + test.call());
  }

  private static Result refused(String reason, List<String> trace) {
    return new Result(
        Optional.empty(),
        Optional.of(new Verdict.Rejected(Verdict.Check.REPRODUCTION, reason, trace)),
        "");
  }

  private static List<String> trace(TestRun run) {
    return run.failures().values().stream()
        .findFirst()
        .map(failure -> failure.trace().lines().limit(TRACE_LINES).map(String::strip).toList())
        .orElse(List.of());
  }
}
