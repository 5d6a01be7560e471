package dev.hephaestus.server.validation.build;

import dev.hephaestus.server.validation.ValidationException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A work tree for a program that stays while the server goes on working in the real one: what it
 * plants in its own cannot be followed by anybody.
 *
 * <p><i>Shape:</i> folders and regular files; links, pipes and sockets are left out.
 */
final class TreeCopy {
  private TreeCopy() {}

  static Path of(Path tree, Path copy) {
    try {
      Files.walkFileTree(
          tree,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                throws IOException {
              Files.createDirectories(copy.resolve(tree.relativize(folder)));
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              if (attributes.isRegularFile()) {
                Files.copy(file, copy.resolve(tree.relativize(file)));
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new ValidationException("Cannot copy " + tree + " to " + copy + ": " + e, e);
    }
    return copy;
  }
}
