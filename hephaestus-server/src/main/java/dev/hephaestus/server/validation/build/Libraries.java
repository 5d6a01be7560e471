package dev.hephaestus.server.validation.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a module's classes need beside themselves. */
final class Libraries {
  private static final int MAX_JARS = 200;
  private static final String OLD_JUNIT =
      "junit(-dep)?-(3\\..*|4\\.\\d(\\D.*)?|4\\.1[01](\\D.*)?)\\.jar|junit\\.jar";

  private final JUnitTools tools;

  Libraries(JUnitTools tools) {
    this.tools = tools;
  }

  /** JUnit 5's engines run JUnit 3 and 4 tests, but only over a JUnit of at least 4.12. */
  List<Path> modernized(List<Path> classPath) {
    if (!tools.present()) {
      return classPath;
    }
    List<Path> modern = new ArrayList<>();
    boolean old = false;
    for (Path entry : classPath) {
      if (String.valueOf(entry.getFileName()).matches(OLD_JUNIT)) {
        old = true;
      } else {
        modern.add(entry);
      }
    }
    if (old) {
      modern.addAll(tools.junit4());
    }
    return modern;
  }

  /** Without a build that says more: the jars of the tree, and JUnit. */
  List<Path> guessed(List<Path> classPath, Path tree) {
    List<Path> libraries =
        new ArrayList<>(modernized(classPath.isEmpty() ? jarsBelow(tree) : classPath));
    if (tools.present()) {
      libraries.addAll(tools.junit4());
      libraries.add(tools.console());
    }
    return libraries.stream().distinct().toList();
  }

  static List<Path> jarsBelow(Path tree) {
    try (Stream<Path> files = Files.walk(tree, 6)) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .filter(file -> !file.toString().contains("wrapper"))
          .filter(Files::isRegularFile)
          .sorted()
          .limit(MAX_JARS)
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
