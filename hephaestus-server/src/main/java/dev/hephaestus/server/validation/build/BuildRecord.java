package dev.hephaestus.server.validation.build;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a module that was built and tested without any change, fit to be kept.
 *
 * @param build the build that ran, for people
 * @param note what could not be run and why, or empty
 * @param jdk the feature version of the JDK for its tests
 * @param release the Java release that it was compiled for
 * @param leftOut sources that could not be compiled
 * @param mainClasses folders with its classes
 * @param testClasses folders with its tests' classes
 * @param libraries jars and folders that they need
 * @param raised whether its own build had to be told a later Java release
 * @param ownFailing tests that fail in its own build; null when that does not come to its end
 * @param ran tests that ran
 * @param failing tests that failed each time
 * @param flaky tests that did not end alike
 * @param classes test classes that came to their end
 */
record BuildRecord(
    String build,
    String note,
    int jdk,
    int release,
    List<String> leftOut,
    List<String> mainClasses,
    List<String> testClasses,
    List<String> libraries,
    boolean raised,
    @Nullable Set<String> ownFailing,
    Set<String> ran,
    Set<String> failing,
    Set<String> flaky,
    Set<String> classes) {

  BuildRecord {
    Objects.requireNonNull(build, "build");
    Objects.requireNonNull(note, "note");
    leftOut = List.copyOf(leftOut);
    mainClasses = List.copyOf(mainClasses);
    testClasses = List.copyOf(testClasses);
    libraries = List.copyOf(libraries);
    ran = Set.copyOf(ran);
    failing = Set.copyOf(failing);
    flaky = Set.copyOf(flaky);
    classes = Set.copyOf(classes);
  }

  /** The same with what is known of the tests by now. */
  BuildRecord with(TestBaseline.Known tests) {
    return new BuildRecord(
        build,
        note,
        jdk,
        release,
        leftOut,
        mainClasses,
        testClasses,
        libraries,
        raised,
        ownFailing,
        tests.ran(),
        tests.failing(),
        tests.flaky(),
        tests.classes());
  }

  /** The same with its paths elsewhere. */
  BuildRecord with(List<String> main, List<String> test, List<String> needed) {
    return new BuildRecord(
        build,
        note,
        jdk,
        release,
        leftOut,
        main,
        test,
        needed,
        raised,
        ownFailing,
        ran,
        failing,
        flaky,
        classes);
  }

  TestBaseline.Known tests() {
    return new TestBaseline.Known(ran, failing, flaky, classes);
  }
}
