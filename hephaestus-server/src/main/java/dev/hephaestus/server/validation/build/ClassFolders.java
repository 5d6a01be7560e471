package dev.hephaestus.server.validation.build;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Takes folders of classes from one place to another, regular files only and no more than a bound.
 */
final class ClassFolders {
  private static final long MAX_BYTES = 512L << 20;
  private static final int MAX_FILES = 100_000;

  private ClassFolders() {}

  /** A way to take one file along. */
  @FunctionalInterface
  interface Take {
    void file(Path source, Path target) throws IOException;
  }

  /** Copies what foreign code may still write to; links in it are left out. */
  static void copy(Path source, Path target) throws IOException {
    take(source, target, (from, to) -> Files.copy(from, to, LinkOption.NOFOLLOW_LINKS));
  }

  /** Shares what nobody writes to any more. */
  static void link(Path source, Path target) throws IOException {
    take(
        source,
        target,
        (from, to) -> {
          try {
            Files.createLink(to, from);
          } catch (IOException | UnsupportedOperationException e) {
            Files.copy(from, to);
          }
        });
  }

  private static void take(Path source, Path target, Take take) throws IOException {
    Files.createDirectories(target);
    if (!Files.isDirectory(source, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        source,
        new SimpleFileVisitor<>() {
          private long bytes;
          private int files;

          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(target.resolve(source.relativize(folder).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile()) {
              bytes += attributes.size();
              if (bytes > MAX_BYTES || ++files > MAX_FILES) {
                throw new IOException(source + " holds too much");
              }
              take.file(file, target.resolve(source.relativize(file).toString()));
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
