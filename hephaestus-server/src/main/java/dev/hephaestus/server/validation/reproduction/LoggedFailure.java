package dev.hephaestus.server.validation.reproduction;

import dev.hephaestus.server.validation.build.TestRun;
import java.util.function.Predicate;

/** Recognizes the logged exception at the logged place among the failures of a test run. */
public final class LoggedFailure {
  private static final int ANY_LINE = 0;

  private final FaultTarget target;
  private final Predicate<String> isProjectClass;

  LoggedFailure(FaultTarget target, Predicate<String> isProjectClass) {
    this.target = target;
    this.isProjectClass = isProjectClass;
  }

  /** Whether a test of the run, on the code as it was logged, failed with it. */
  boolean isIn(TestRun run) {
    return isIn(run, target.line());
  }

  /** Whether a test of the run, on changed code, failed with it: lines have moved there. */
  public boolean isStillIn(TestRun run) {
    return isIn(run, ANY_LINE);
  }

  /** Whether one failure, on the code as it was logged, is it. */
  boolean isAsLogged(TestRun.Failure failure) {
    return is(failure, target.line());
  }

  private boolean isIn(TestRun run, int line) {
    return run.failures().values().stream().anyMatch(failure -> is(failure, line));
  }

  private boolean is(TestRun.Failure failure, int line) {
    return StackText.shows(
        failure.trace(),
        target.thrown().className(),
        target.frames().get(0),
        line,
        isProjectClass);
  }
}
