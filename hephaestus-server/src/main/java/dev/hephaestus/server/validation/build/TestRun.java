package dev.hephaestus.server.validation.build;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which tests ran, and how they ended.
 *
 * @param ran every test that ran, {@code package.Class.method}
 * @param failures the failed ones with what was thrown
 * @param problem why the run as a whole did not come to its end, or empty
 * @param classes the test classes that came to their end, as far as that is known
 */
public record TestRun(
    Set<String> ran, Map<String, Failure> failures, String problem, Set<String> classes) {

  /**
   * How a test failed.
   *
   * @param type the class of what was thrown, or empty
   * @param trace the stack trace as printed
   */
  public record Failure(String type, String trace) {

    /** The first line of the trace. */
    public String headline() {
      return trace.lines().findFirst().orElse(type);
    }
  }

  public TestRun {
    ran = Collections.unmodifiableSet(new TreeSet<>(ran));
    failures = Collections.unmodifiableMap(new TreeMap<>(failures));
    Objects.requireNonNull(problem, "problem");
    classes = Set.copyOf(classes);
  }

  /** A run that is only known as a whole. */
  public TestRun(Set<String> ran, Map<String, Failure> failures, String problem) {
    this(ran, failures, problem, Set.of());
  }

  /** A run of nothing, because of a problem. */
  static TestRun none(String problem) {
    return new TestRun(Set.of(), Map.of(), problem);
  }

  /** Whether it came to its end. */
  public boolean complete() {
    return problem.isEmpty();
  }
}
