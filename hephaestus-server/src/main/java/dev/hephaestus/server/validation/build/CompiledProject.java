package dev.hephaestus.server.validation.build;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A module that is compiled: where its classes are and what they need.
 *
 * @param layout where its sources are
 * @param mainClasses folders with its classes and resources
 * @param testClasses folders with its tests' classes and resources
 * @param libraries jars and folders that they need, test libraries too
 * @param release the Java release that they were compiled for
 * @param leftOut sources that could not be compiled, and what hung on them
 */
public record CompiledProject(
    ProjectLayout layout,
    List<Path> mainClasses,
    List<Path> testClasses,
    List<Path> libraries,
    int release,
    List<String> leftOut) {

  public CompiledProject {
    Objects.requireNonNull(layout, "layout");
    mainClasses = List.copyOf(mainClasses);
    testClasses = List.copyOf(testClasses);
    libraries = List.copyOf(libraries);
    leftOut = List.copyOf(leftOut);
  }

  /** Whether the class is one of the module's own, tests left out. */
  public boolean hasMainClass(String className) {
    String file = className.replace('.', '/') + ".class";
    return mainClasses.stream().anyMatch(folder -> Files.exists(folder.resolve(file)));
  }

  /** Everything that a test sees, tests first. */
  public List<Path> testClassPath() {
    List<Path> path = new ArrayList<>(testClasses);
    path.addAll(mainClasses);
    path.addAll(libraries);
    return path;
  }
}
