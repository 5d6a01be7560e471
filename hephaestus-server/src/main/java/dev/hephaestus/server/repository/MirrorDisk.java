package dev.hephaestus.server.repository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.util.FileUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The disk that mirrors take. */
final class MirrorDisk {
  private static final Logger log = LoggerFactory.getLogger(MirrorDisk.class);

  /** A repair reads its snapshot for minutes. */
  private static final Duration IN_USE = Duration.ofMinutes(15);

  private record Folder(Path path, long bytes, Instant used) {}

  private final Path directory;
  private final long bytes;
  private volatile boolean fullIsSaid;

  /**
   * Removes nothing by itself.
   *
   * @param directory what the mirrors are in
   * @param bytes how much they may take together
   */
  MirrorDisk(Path directory, long bytes) {
    this.directory = directory;
    this.bytes = bytes;
  }

  /** The mirrors to remove so that the others fit; never those that were just used. */
  List<Path> tooMuch(Instant now, Path kept) {
    List<Folder> folders = folders();
    long taken = folders.stream().mapToLong(Folder::bytes).sum();
    List<Path> removed = new ArrayList<>();
    for (Folder folder : folders) {
      boolean mayGo = !folder.path().equals(kept);
      if (mayGo && taken > bytes && folder.used().isBefore(now.minus(IN_USE))) {
        removed.add(folder.path());
        taken -= folder.bytes();
      }
    }
    if (taken > bytes && !fullIsSaid) {
      fullIsSaid = true;
      log.warn(
          "the mirrors in use take {} bytes, more than repository.cacheBytes ({}); raise it",
          taken,
          bytes);
    }
    return removed;
  }

  private List<Folder> folders() {
    try (Stream<Path> children = Files.list(directory)) {
      return children
          .filter(child -> child.getFileName().toString().endsWith(".git"))
          .map(child -> new Folder(child, size(child), used(child)))
          .sorted(Comparator.comparing(Folder::used))
          .toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }

  private static long size(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException | UncheckedIOException beingChanged) {
      return 0;
    }
  }

  private static Instant used(Path folder) {
    return new MirrorFolder(folder).lastUsed();
  }

  /** Removes a mirror; what cannot be removed is said. */
  static void remove(Path folder) {
    try {
      FileUtils.delete(
          folder.toFile(), FileUtils.RECURSIVE | FileUtils.SKIP_MISSING | FileUtils.RETRY);
    } catch (IOException e) {
      log.warn("the mirror {} cannot be removed: {}", folder, e.getMessage());
    }
  }
}
