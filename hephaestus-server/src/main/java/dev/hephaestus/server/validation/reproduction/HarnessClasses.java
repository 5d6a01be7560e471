package dev.hephaestus.server.validation.reproduction;

import dev.hephaestus.server.validation.ValidationException;
import dev.hephaestus.server.validation.reproduction.harness.ReproductionSearch;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Takes the search program out of the server's own jar, so that the sandbox sees nothing else of
 * it.
 */
final class HarnessClasses {
  private HarnessClasses() {}

  /** Copies the program's classes below a folder. */
  static void copyTo(Path folder) {
    String place = ReproductionSearch.class.getPackageName().replace('.', '/');
    try {
      Path source =
          Path.of(
              ReproductionSearch.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isDirectory(source)) {
        copy(source.resolve(place), folder.resolve(place));
      } else {
        try (FileSystem jar = FileSystems.newFileSystem(source)) {
          copy(jar.getPath(place), folder.resolve(place));
        }
      }
    } catch (IOException | URISyntaxException e) {
      throw new ValidationException(
          "The search program cannot be laid out in " + folder + ": " + e, e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    List<Path> classes;
    try (Stream<Path> files = Files.list(from)) {
      classes = files.filter(file -> file.toString().endsWith(".class")).toList();
    }
    for (Path file : classes) {
      try (InputStream in = Files.newInputStream(file)) {
        Files.copy(in, to.resolve(String.valueOf(file.getFileName())));
      }
    }
  }
}
