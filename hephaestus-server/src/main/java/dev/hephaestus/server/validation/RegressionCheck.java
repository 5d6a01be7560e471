package dev.hephaestus.server.validation;

import dev.hephaestus.server.repair.FileChange;
import dev.hephaestus.server.repair.Patch;
import dev.hephaestus.server.validation.build.IncrementalBuild;
import dev.hephaestus.server.validation.build.PreparedBuild;
import dev.hephaestus.server.validation.build.TestBaseline;
import dev.hephaestus.server.validation.build.TestRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Looks for tests that a candidate breaks: those of the changed class first, then of its package,
 * then those that mention it, because they are quick and tell most; only what passes them is put
 * before all tests of the module, by the project's own build where that works.
 *
 * <p><i>Shape:</i> it stops at the first group that breaks. A test counts as broken only if it
 * fails again in a Java of its own, and neither fails nor wavers without the change.
 */
final class RegressionCheck {
  /** How many near tests are run in a Java that is warm before all are. */
  private static final int MAX_NEAR = 60;

  /** How long a single test class may take that did not come to its end among others. */
  private static final Duration ALONE = Duration.ofSeconds(30);

  private static final List<String> GROUPS =
      List.of(
          "running the tests of the changed class",
          "running the tests of its package",
          "running the tests that mention it");

  private final PreparedBuild build;
  private final IncrementalBuild incremental;
  private final TestBaseline baseline;
  private final Duration time;
  private final Progress progress;
  private final Set<String> ran = new TreeSet<>();

  RegressionCheck(PreparedBuild build, PreparedBuild.Fast fast, Duration time, Progress progress) {
    this.build = build;
    this.incremental = fast.incremental();
    this.baseline = fast.tests();
    this.time = time;
    this.progress = progress;
  }

  /**
   * What the check found.
   *
   * @param reason why the candidate is refused, or empty
   * @param broken the broken tests, each with the head of its stack trace
   * @param ran how many tests ran
   * @param scope how far they reach, for people
   */
  record Result(String reason, List<String> broken, int ran, String scope) {

    boolean refuses() {
      return !reason.isEmpty();
    }
  }

  Result check(Patch patch) {
    List<List<String>> groups =
        incremental.testsByDistance(patch.changes().stream().map(FileChange::path).toList());
    int left = MAX_NEAR;
    for (int i = 0; i < GROUPS.size(); i++) {
      List<String> group = groups.get(i).stream().limit(left).toList();
      left -= group.size();
      if (!group.isEmpty()) {
        progress.report(GROUPS.get(i));
        Optional<Result> refused =
            refused(group, incremental.testCandidate(List.of(), group, time));
        if (refused.isPresent()) {
          return refused.get();
        }
      }
    }
    return build.own().isPresent()
        ? byOwnBuild(build.own().get())
        : everything(groups.stream().flatMap(List::stream).toList());
  }

  private Result everything(List<String> classes) {
    progress.report("running all tests");
    TestRun run = incremental.testCandidateAfresh(List.of(), classes, time);
    String scope =
        run.complete()
            ? ""
            : run.classes().size() + " of " + classes.size() + " test classes were come to in time";
    return refused(classes, run).orElseGet(() -> passed(scope));
  }

  private Result byOwnBuild(PreparedBuild.OwnBuild own) {
    progress.report("running the project's own build");
    TestRun run = own.tests().run(List.of());
    ran.addAll(run.ran());
    if (!run.complete()) {
      return new Result("the tests do not come to their end", List.of(run.problem()), 0, "");
    }
    Set<String> suspects = new LinkedHashSet<>(run.failures().keySet());
    suspects.removeAll(own.failing());
    suspects.removeAll(baseline.excused(suspects, time));
    if (suspects.isEmpty()) {
      return passed("");
    }
    TestRun again = own.tests().run(TestBaseline.classesOf(suspects));
    suspects.retainAll(again.failures().keySet());
    return suspects.isEmpty() ? passed("") : broken(suspects, again.failures());
  }

  /** Refuses where the run breaks a test; what is not sure is run again in a Java of its own. */
  private Optional<Result> refused(List<String> asked, TestRun run) {
    ran.addAll(run.ran());
    Set<String> suspects = baseline.unexpected(run);
    if (!suspects.isEmpty()) {
      TestRun again =
          incremental.testCandidateAfresh(List.of(), TestBaseline.classesOf(suspects), time);
      suspects.retainAll(again.failures().keySet());
      suspects.removeAll(baseline.excused(suspects, time));
      if (!suspects.isEmpty()) {
        return Optional.of(broken(suspects, again.failures()));
      }
    }
    return run.complete() ? Optional.empty() : stuck(asked, run);
  }

  /** The class at which a run ended is asked alone: the time may only have been up. */
  private Optional<Result> stuck(List<String> asked, TestRun run) {
    Optional<String> culprit =
        asked.stream().filter(name -> !run.classes().contains(name)).findFirst();
    if (culprit.isEmpty()) {
      return Optional.empty();
    }
    List<String> alone = List.of(culprit.get());
    TestRun again = incremental.testCandidateAfresh(List.of(), alone, ALONE);
    return again.complete() || !baseline.comesToItsEnd(culprit.get(), ALONE)
        ? Optional.empty()
        : Optional.of(
            new Result(
                "the tests do not come to their end",
                List.of(culprit.get() + ": " + again.problem()),
                ran.size(),
                ""));
  }

  private Result passed(String scope) {
    return new Result("", List.of(), ran.size(), scope);
  }

  private Result broken(Set<String> broken, Map<String, TestRun.Failure> failures) {
    List<String> details = new ArrayList<>();
    new TreeMap<>(failures)
        .forEach(
            (test, failure) -> {
              if (broken.contains(test)) {
                details.add(test + ": " + failure.headline());
              }
            });
    String reason =
        details.size() == 1
            ? "a test fails that passed before"
            : details.size() + " tests fail that passed before";
    return new Result(reason, details, ran.size(), "");
  }
}
