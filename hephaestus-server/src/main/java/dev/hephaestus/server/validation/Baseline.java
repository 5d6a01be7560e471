package dev.hephaestus.server.validation;

import java.util.List;
import java.util.Objects;

/**
 * How the code stood before any change.
 *
 * @param build the build that ran, for people: {@code Maven 3.9.16}
 * @param compiles whether it compiles
 * @param testsRun how many tests ran
 * @param failing tests that failed already, {@code Class.method}
 * @param flaky tests that did not end alike when they ran twice; none counts against a candidate
 * @param note one sentence on what could not be run and why, or empty
 */
public record Baseline(
    String build,
    boolean compiles,
    int testsRun,
    List<String> failing,
    List<String> flaky,
    String note) {

  public Baseline {
    Objects.requireNonNull(build, "build");
    Objects.requireNonNull(note, "note");
    failing = List.copyOf(failing);
    flaky = List.copyOf(flaky);
  }

  /** A baseline without flaky tests. */
  public Baseline(String build, boolean compiles, int testsRun, List<String> failing, String note) {
    this(build, compiles, testsRun, failing, List.of(), note);
  }
}
