package dev.hephaestus.server.validation.reproduction;

import dev.hephaestus.server.repository.LineRange;
import dev.hephaestus.server.validation.build.TestRun;
import java.util.Optional;
import java.util.function.Predicate;

/** Recognizes the logged exception at the logged place among the failures of a test run. */
public final class LoggedFailure {
  private final FaultTarget target;
  private final Predicate<String> isProjectClass;

  LoggedFailure(FaultTarget target, Predicate<String> isProjectClass) {
    this.target = target;
    this.isProjectClass = isProjectClass;
  }

  /** Whether a test of the run, on the code as it was logged, failed with it. */
  boolean isIn(TestRun run) {
    return isIn(run, target.statement());
  }

  /** Whether a test of the run, on changed code, failed with it: lines have moved there. */
  public boolean isStillIn(TestRun run) {
    return isIn(run, Optional.empty());
  }

  /** Whether one failure, on the code as it was logged, is it. */
  boolean isAsLogged(TestRun.Failure failure) {
    return is(failure, target.statement());
  }

  private boolean isIn(TestRun run, Optional<LineRange> lines) {
    return run.failures().values().stream().anyMatch(failure -> is(failure, lines));
  }

  private boolean is(TestRun.Failure failure, Optional<LineRange> lines) {
    return StackText.shows(
        failure.trace(),
        target.thrown().className(),
        target.frames().get(0),
        lines,
        isProjectClass);
  }
}
