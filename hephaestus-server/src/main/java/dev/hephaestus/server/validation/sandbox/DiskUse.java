package dev.hephaestus.server.validation.sandbox;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;

/**
 * Watches how much a command writes: the kernel bounds single files only.
 *
 * <p><i>Shape:</i> the file system's free space is asked often, which costs nothing; only when much
 * of it has gone, or some time has passed, the files that changed since are added up.
 */
final class DiskUse {
  private static final long MOST_FILES = 1_000_000;
  private static final long LOOK_ANYWAY_NANOS = 10_000_000_000L;
  private static final long COST_SHARE = 20;

  private final List<Path> folders;
  private final long limitBytes;
  private final FileTime started = FileTime.from(Instant.now().minusSeconds(1));
  private final long freeAtStart;
  private long nextLook = System.nanoTime() + LOOK_ANYWAY_NANOS;
  private long freeAtLook;

  DiskUse(List<Path> folders, long limitBytes) {
    this.folders = List.copyOf(folders);
    this.limitBytes = limitBytes;
    this.freeAtStart = freeBytes();
    this.freeAtLook = freeAtStart;
  }

  boolean isExceeded() {
    if (folders.isEmpty()) {
      return false;
    }
    long now = System.nanoTime();
    long free = freeBytes();
    if (freeAtLook - free < limitBytes / 4 && now < nextLook) {
      return false;
    }
    freeAtLook = free;
    Sum sum = new Sum();
    for (Path folder : folders) {
      sum.add(folder);
    }
    long cost = System.nanoTime() - now;
    nextLook = System.nanoTime() + Math.max(LOOK_ANYWAY_NANOS, COST_SHARE * cost);
    return sum.bytes > limitBytes || sum.files > MOST_FILES;
  }

  private long freeBytes() {
    long free = 0;
    for (Path folder : folders) {
      free += folder.toFile().getUsableSpace();
    }
    return free;
  }

  /** What changed since the start, as far as it can be read while it changes. */
  private final class Sum extends SimpleFileVisitor<Path> {
    private long bytes;
    private long files;

    void add(Path folder) {
      try {
        Files.walkFileTree(folder, this);
      } catch (IOException e) {
        // It changes while it is read.
      }
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.lastModifiedTime().compareTo(started) >= 0
          || attributes.creationTime().compareTo(started) >= 0) {
        bytes += attributes.size();
        files++;
      }
      return bytes > limitBytes || files > MOST_FILES
          ? FileVisitResult.TERMINATE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException fault) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException fault) {
      return FileVisitResult.CONTINUE;
    }
  }
}
