package dev.hephaestus.server.repository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of a mirror, beside what Git makes of it.
 *
 * @param path where it is
 */
record MirrorFolder(Path path) {
  private static final Duration ABANDONED = Duration.ofHours(1);

  /** The folder, rid of what a process that was killed in the middle of a fetch left. */
  static MirrorFolder prepared(Path path) throws IOException {
    Files.createDirectories(path.getParent());
    MirrorFolder folder = new MirrorFolder(path);
    if (Files.isDirectory(path)) {
      folder.sweep();
    }
    return folder;
  }

  /** What another process is at work on is younger. */
  private void sweep() throws IOException {
    Instant old = Clock.systemUTC().instant().minus(ABANDONED);
    List<Path> left;
    try (Stream<Path> files = Files.walk(path)) {
      left = files.filter(MirrorFolder::isTemporary).toList();
    }
    for (Path file : left) {
      if (Files.exists(file) && Files.getLastModifiedTime(file).toInstant().isBefore(old)) {
        Files.delete(file);
      }
    }
    if (Files.exists(path.resolve("shallow.before"))) {
      restoreShallow();
    }
  }

  private static boolean isTemporary(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".lock")
        || (name.startsWith("incoming_") && (name.endsWith(".pack") || name.endsWith(".idx")));
  }

  /** Notes that somebody uses it now. */
  void used(Instant now) {
    try {
      Path mark = path.resolve("used");
      Files.writeString(mark, "");
      Files.setLastModifiedTime(mark, FileTime.from(now));
    } catch (IOException e) {
      // Then it seems to have been used earlier, and may be fetched again sooner than needed.
    }
  }

  Instant lastUsed() {
    return timeOf("used");
  }

  /** Notes that it is now as the remote is. */
  void fetched() {
    try {
      Files.writeString(path.resolve("fetched"), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Instant lastFetched() {
    return timeOf("fetched");
  }

  private Instant timeOf(String mark) {
    try {
      return Files.getLastModifiedTime(path.resolve(mark)).toInstant();
    } catch (IOException never) {
      return Instant.EPOCH;
    }
  }

  /** Keeps where history ends, so that a fetch that fails can be taken back. */
  void rememberShallow() throws IOException {
    Path shallow = path.resolve("shallow");
    Path before = path.resolve("shallow.before");
    if (Files.exists(shallow)) {
      Files.copy(shallow, before, StandardCopyOption.REPLACE_EXISTING);
    } else {
      Files.writeString(before, "");
    }
  }

  void forgetShallow() throws IOException {
    Files.deleteIfExists(path.resolve("shallow.before"));
  }

  void restoreShallow() throws IOException {
    Path before = path.resolve("shallow.before");
    if (Files.size(before) == 0) {
      Files.deleteIfExists(path.resolve("shallow"));
      Files.delete(before);
    } else {
      Files.move(before, path.resolve("shallow"), StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
