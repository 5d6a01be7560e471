package dev.hephaestus.server.validation.build;

import dev.hephaestus.server.repository.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Remembers for a while that a project's own build does not run, by its build files alone: every
 * commit with the same ones would fail in the same way, and finding out takes a minute. What may
 * pass by itself is not for it.
 */
final class BuildFaults {
  private static final Duration REMEMBERED = Duration.ofHours(12);

  private final Path folder;

  BuildFaults(Path folder) {
    this.folder = folder;
  }

  /** By what a fault is known. */
  static String key(Snapshot snapshot, String build, String module) {
    StringBuilder files = new StringBuilder();
    snapshot.files().stream()
        .filter(file -> file.path().matches("(.*/)?pom\\.xml|\\.mvn/.*|(.*/)?.*\\.gradle(\\.kts)?"))
        .forEach(file -> files.append(file.path()).append(' ').append(file.blobId()).append('\n'));
    return BaselineCache.digest(List.of(build, module, files.toString()));
  }

  Optional<String> known(String key) {
    Path file = folder.resolve(key);
    try {
      if (!Files.isRegularFile(file)
          || Files.getLastModifiedTime(file)
              .toInstant()
              .isBefore(Instant.now().minus(REMEMBERED))) {
        return Optional.empty();
      }
      return Optional.of(Files.readString(file));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  void remember(String key, String complaint) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(key), complaint);
    } catch (IOException e) {
      // Then it is found out again.
    }
  }
}
