package dev.hephaestus.server.validation.build;

import dev.hephaestus.server.validation.Progress;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A project's own build, run in the sandbox on the tree as it stands.
 *
 * <p><i>Threads:</i> one at a time.
 */
interface ProjectBuild {

  /** Its name for people: {@code Maven 3.9.16 on Java 17}. */
  String name();

  /** Builds and tests the module as it is, after fetching what is missing. */
  Result baseline(Progress progress);

  /** Runs the module's tests again, those of the named classes or all where none is named. */
  TestRun test(Collection<String> classes);

  /** Compiles sources and tests of the tree as it stands; the errors, or none. */
  List<String> compile();

  /** Fetches the dependencies and tells the class path without compiling anything. */
  List<Path> classPathOnly(Progress progress);

  /** Whether it had to be told a later Java release than its own. */
  default boolean isRaised() {
    return false;
  }

  /** Tells it a later Java release from the start. */
  default void raise() {}

  /** Where it puts the module's classes. */
  Path mainClasses();

  /** Where it puts the classes of the module's tests. */
  Path testClasses();

  /**
   * What a run of the build gave.
   *
   * @param complaint why it did not compile; empty when it did
   * @param tests the tests' results; empty when they did not come to their end
   * @param testFault why not
   * @param classPath the jars and folders that the module's tests see; empty when not known
   * @param mayPass whether what did not work may work the next time, so that nobody remembers it
   */
  record Result(
      String complaint,
      Optional<TestRun> tests,
      String testFault,
      List<Path> classPath,
      boolean mayPass) {

    public Result {
      classPath = List.copyOf(classPath);
    }

    /** A build that does not even compile. */
    static Result failed(String complaint, List<Path> classPath, boolean mayPass) {
      return new Result(complaint, Optional.empty(), "", classPath, mayPass);
    }

    boolean compiled() {
      return complaint.isEmpty();
    }
  }
}
