package dev.hephaestus.server.validation;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Folders of the work directory. */
final class Folders {
  private Folders() {}

  /** Makes a folder, and tells its path without symbolic links. */
  static Path make(Path folder) {
    try {
      return Files.createDirectories(folder).toRealPath();
    } catch (IOException e) {
      throw new ValidationException(
          "The folder " + folder + " cannot be made: " + e.getMessage(), e);
    }
  }

  /** Removes the children that have not been touched since a moment. */
  static void deleteOlderThan(Path folder, Instant moment) {
    try (Stream<Path> children = Files.list(folder)) {
      for (Path child : children.toList()) {
        if (Files.getLastModifiedTime(child).toInstant().isBefore(moment)) {
          delete(child);
        }
      }
    } catch (IOException e) {
      throw new ValidationException(
          "The folder " + folder + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Removes a folder with all that is in it; links are removed and not followed. */
  static void delete(Path folder) {
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path entered, BasicFileAttributes attributes)
                throws IOException {
              // What ran there may have taken our rights away.
              Files.setPosixFilePermissions(entered, PosixFilePermissions.fromString("rwx------"));
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException fault)
                throws IOException {
              Files.delete(visited);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new ValidationException(
          "The work tree " + folder + " cannot be removed: " + e.getMessage(), e);
    }
  }
}
