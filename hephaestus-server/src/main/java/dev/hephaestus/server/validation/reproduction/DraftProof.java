package dev.hephaestus.server.validation.reproduction;

import dev.hephaestus.server.repair.Draft;
import dev.hephaestus.server.repair.Feedback;
import dev.hephaestus.server.repair.RepairTask;
import dev.hephaestus.server.validation.Reproduction;
import dev.hephaestus.server.validation.build.IncrementalBuild;
import dev.hephaestus.server.validation.build.TestRun;
import dev.hephaestus.server.validation.reproduction.Reproducer.ProvenTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Proves a test that somebody wrote on the unchanged code: it counts only when it fails there with
 * the logged exception at the logged place, and does so again.
 *
 * <p><i>Shape:</i> the draft is foreign code; it is compiled without annotation processors and run
 * in the sandbox only.
 */
public final class DraftProof {
  private static final Duration TEST_TIME = Duration.ofSeconds(60);
  private static final int MAX_CHARS = 24_000;
  private static final int MAX_LINES = 300;
  private static final int MAX_DIAGNOSTICS = 5;
  private static final int LONGEST_DIAGNOSTIC = 400;
  private static final Pattern FORGED =
      Pattern.compile("\\b(?:StackTraceElement|setStackTrace)\\b");
  private static final Pattern ESCAPED = Pattern.compile("\\\\u+[0-9a-fA-F]{4}");

  private final RepairTask task;
  private final IncrementalBuild build;
  private final Path scratch;

  /**
   * Proves against one build.
   *
   * @param scratch a folder of its own
   */
  public DraftProof(RepairTask task, IncrementalBuild build, Path scratch) {
    this.task = task;
    this.build = build;
    this.scratch = scratch;
  }

  /** What came of it. */
  public sealed interface Outcome {

    /**
     * It shows the fault.
     *
     * @param logged recognizes the logged failure
     */
    record Proven(ProvenTest test, LoggedFailure logged) implements Outcome {

      public Proven {
        Objects.requireNonNull(test, "test");
        Objects.requireNonNull(logged, "logged");
      }
    }

    /** It does not. */
    record Refuted(Feedback feedback) implements Outcome {

      public Refuted {
        Objects.requireNonNull(feedback, "feedback");
      }
    }
  }

  /** Compiles it and runs it twice. */
  public Outcome of(Draft.Test draft) {
    Optional<FaultTarget> target = FaultTarget.of(task);
    if (target.isEmpty()) {
      return refuted(
          "No call of the logged stack trace is in the repository, so there is no place at which"
              + " a test could be seen to fail.");
    }
    if (!build.canTest()) {
      return refuted("JUnit could not be fetched, so no test can be run.");
    }
    Optional<String> objection = objection(draft);
    if (objection.isPresent()) {
      return refuted("The test is refused: " + objection.get() + ".");
    }
    String className = TestPlace.className(draft.path(), draft.source());
    List<String> faults = build.compileTest(className, draft.source(), scratch);
    return faults.isEmpty()
        ? run(draft, className, target.get())
        : refuted("The test does not compile.", faults);
  }

  private Optional<String> objection(Draft.Test draft) {
    String source = draft.source();
    if (source.length() > MAX_CHARS || source.lines().count() > MAX_LINES) {
      return Optional.of(
          "it is too large; at most "
              + MAX_LINES
              + " lines with "
              + MAX_CHARS
              + " characters are allowed");
    }
    if (source.chars().anyMatch(DraftProof::isInvisible)) {
      return Optional.of("it has characters that a reviewer cannot see");
    }
    String unescaped = ESCAPED.matcher(source).replaceAll("");
    if (FORGED.matcher(source).find() || FORGED.matcher(unescaped).find()) {
      return Optional.of("it makes up a stack trace; the code itself must throw");
    }
    return new TestPlace(task.snapshot(), build.project().layout()).objection(draft.path(), source);
  }

  private static boolean isInvisible(int c) {
    boolean layout = c == '\n' || c == '\r' || c == '\t';
    return Character.getType(c) == Character.FORMAT || (Character.isISOControl(c) && !layout);
  }

  private Outcome run(Draft.Test draft, String className, FaultTarget target) {
    LoggedFailure logged = new LoggedFailure(target, build.project()::hasMainClass);
    TestRun first = run(className);
    Optional<Feedback> wrong = wrong(first, logged, target);
    if (wrong.isPresent()) {
      return new Outcome.Refuted(wrong.get());
    }
    TestRun second = run(className);
    if (wrong(second, logged, target).isPresent()
        || !second.failures().keySet().equals(first.failures().keySet())) {
      return refuted(
          "The test is flaky: it failed as it was logged, and ended otherwise when it was run"
              + " again. Make it independent of time, order, threads and chance.");
    }
    String method = first.failures().keySet().iterator().next();
    String name = method.substring(method.lastIndexOf('.', method.lastIndexOf('.') - 1) + 1);
    Reproduction reproduction = new Reproduction(draft.path(), draft.source(), name, name);
    return new Outcome.Proven(new ProvenTest(reproduction, className, scratch), logged);
  }

  private TestRun run(String className) {
    return build.testBaseline(List.of(scratch), List.of(className), TEST_TIME);
  }

  /** What keeps a run from showing the fault, the whole fault and nothing but the fault. */
  private Optional<Feedback> wrong(TestRun run, LoggedFailure logged, FaultTarget target) {
    if (!run.complete()) {
      return feedback("The test did not come to its end: " + run.problem() + ".", "");
    }
    if (run.ran().isEmpty()) {
      return feedback(
          "No test was found in the class; its methods must be tests of "
              + JUnitStyle.of(task.snapshot()).title()
              + ".",
          "");
    }
    if (run.failures().isEmpty()) {
      return feedback(
          "The test passes on the unchanged code; it must fail there with "
              + target.place()
              + ", and not expect or catch it.",
          "");
    }
    for (Map.Entry<String, TestRun.Failure> failure : run.failures().entrySet()) {
      if (!logged.isAsLogged(failure.getValue())) {
        return feedback(
            failure.getKey() + " fails otherwise than logged; it must fail with " + target.place(),
            failure.getValue().trace());
      }
    }
    return Optional.empty();
  }

  private static Optional<Feedback> feedback(String reason, String trace) {
    return Optional.of(new Feedback(reason, head(trace.lines().map(String::strip).toList())));
  }

  private static Outcome refuted(String reason) {
    return refuted(reason, List.of());
  }

  private static Outcome refuted(String reason, List<String> diagnostics) {
    return new Outcome.Refuted(new Feedback(reason, head(diagnostics)));
  }

  private static List<String> head(List<String> lines) {
    return lines.stream()
        .filter(line -> !line.isEmpty())
        .limit(MAX_DIAGNOSTICS)
        .map(
            line ->
                line.length() > LONGEST_DIAGNOSTIC
                    ? line.substring(0, LONGEST_DIAGNOSTIC) + "…"
                    : line)
        .toList();
  }
}
