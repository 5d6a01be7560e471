package dev.hephaestus.server.validation.build;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How tests end without any change: asked twice before there is a candidate, as far as time allows,
 * and later for those that a candidate seems to break.
 *
 * <p><i>Shape:</i> a test that ends now so and now otherwise says nothing about a candidate, ever.
 *
 * <p><i>Threads:</i> one at a time.
 */
public final class TestBaseline {
  private final IncrementalBuild build;
  private final Set<String> ran = new TreeSet<>();
  private final Set<String> failing = new TreeSet<>();
  private final Set<String> flaky = new TreeSet<>();
  private final Set<String> classes = new LinkedHashSet<>();

  TestBaseline(IncrementalBuild build) {
    this.build = build;
  }

  /** One of which it is known how the tests ended. */
  TestBaseline(IncrementalBuild build, Known known) {
    this(build);
    ran.addAll(known.ran());
    failing.addAll(known.failing());
    flaky.addAll(known.flaky());
    classes.addAll(known.classes());
  }

  /**
   * How tests ended.
   *
   * @param ran the tests
   * @param failing those that failed each time
   * @param flaky those that did not end alike
   * @param classes the test classes that came to their end
   */
  record Known(Set<String> ran, Set<String> failing, Set<String> flaky, Set<String> classes) {
    Known {
      ran = Set.copyOf(ran);
      failing = Set.copyOf(failing);
      flaky = Set.copyOf(flaky);
      classes = Set.copyOf(classes);
    }
  }

  /** Runs test classes twice, as far as they come in a time that holds for each run. */
  void run(List<String> order, Duration time) {
    TestRun first = build.testBaseline(List.of(), order, time);
    compare(first, time);
  }

  /**
   * Takes a run over that was made elsewhere, by the project's own build, and makes the second.
   * What differs only because of where it ran is not flaky.
   */
  void second(TestRun first, List<String> order, Duration time) {
    TestRun here = build.testBaseline(List.of(), order, time);
    ran.addAll(first.ran());
    compare(here.ran().isEmpty() ? first : here, time);
    failing.addAll(first.failures().keySet());
  }

  private void compare(TestRun first, Duration time) {
    ran.addAll(first.ran());
    classes.addAll(first.classes());
    TestRun second = build.testBaselineAfresh(first.classes(), time);
    Set<String> differing = differing(first, second);
    failing.addAll(first.failures().keySet());
    failing.removeAll(differing);
    if (!differing.isEmpty()) {
      // The first Java is kept warm and the second was fresh: only two of a kind may differ.
      TestRun third = build.testBaselineAfresh(classesOf(differing), time);
      flaky.addAll(differing(second, third));
      flaky.retainAll(differing);
      third.failures().keySet().stream()
          .filter(test -> differing.contains(test) && !flaky.contains(test))
          .forEach(failing::add);
    }
  }

  /** Tests that both came to, and that failed only once. */
  private static Set<String> differing(TestRun one, TestRun other) {
    Set<String> differing = new TreeSet<>(one.failures().keySet());
    differing.addAll(other.failures().keySet());
    differing.removeIf(
        test ->
            !one.ran().contains(test)
                || !other.ran().contains(test)
                || one.failures().containsKey(test) == other.failures().containsKey(test));
    return differing;
  }

  /** Those of the tests that fail or are flaky without any change; asked now if need be. */
  public Set<String> excused(Collection<String> tests, Duration time) {
    Set<String> unknown = new TreeSet<>(classesOf(tests));
    unknown.removeAll(classes);
    if (!unknown.isEmpty()) {
      classes.addAll(unknown);
      TestRun first = build.testBaselineAfresh(unknown, time);
      TestRun second = build.testBaselineAfresh(unknown, time);
      ran.addAll(first.ran());
      Set<String> differing = differing(first, second);
      flaky.addAll(differing);
      failing.addAll(first.failures().keySet());
      failing.removeAll(differing);
    }
    Set<String> excused = new TreeSet<>(tests);
    excused.removeIf(test -> !failing.contains(test) && !flaky.contains(test));
    return excused;
  }

  /** Whether a test class comes to its end in a time; asked now if need be. */
  public boolean comesToItsEnd(String testClass, Duration time) {
    return classes.contains(testClass)
        || build.testBaselineAfresh(List.of(testClass), time).complete();
  }

  /** What is known so far. */
  Known known() {
    return new Known(ran, failing, flaky, classes);
  }

  /** The failures of a run that are not known of the code without any change. */
  public Set<String> unexpected(TestRun run) {
    Set<String> unexpected = new TreeSet<>(run.failures().keySet());
    unexpected.removeAll(failing);
    unexpected.removeAll(flaky);
    return unexpected;
  }

  /** The classes of tests that are named {@code package.Class.method}. */
  public static Set<String> classesOf(Collection<String> tests) {
    Set<String> names = new TreeSet<>();
    tests.forEach(test -> names.add(test.substring(0, Math.max(0, test.lastIndexOf('.')))));
    names.remove("");
    return names;
  }
}
