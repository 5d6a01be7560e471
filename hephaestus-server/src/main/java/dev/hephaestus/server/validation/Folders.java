package dev.hephaestus.server.validation;

import dev.hephaestus.server.validation.sandbox.TreeRemoval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;

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
      TreeRemoval.remove(folder);
    } catch (IOException e) {
      throw new ValidationException(
          "The work tree " + folder + " cannot be removed: " + e.getMessage(), e);
    }
  }
}
