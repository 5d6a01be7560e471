package dev.hephaestus.server.validation.sandbox;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;

/**
 * Removes a folder that foreign code has written, whatever is in it: links are removed and not
 * followed, rights that were taken away are taken back, and folders that are too deep to be named
 * are moved up first.
 *
 * <p><i>Threads:</i> while nothing runs in the folder any more.
 */
public final class TreeRemoval {
  /** A path may have 4096 bytes, and a name 255. */
  private static final int LONGEST_PATH = 2_000;

  private final Path root;
  private final Deque<Path> open = new ArrayDeque<>();

  private TreeRemoval(Path root) {
    this.root = root;
  }

  /** Removes the folder with all that is in it, if it is there. */
  public static void remove(Path folder) throws IOException {
    if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      new TreeRemoval(folder).removeAll();
    } else {
      Files.deleteIfExists(folder);
    }
  }

  private void removeAll() throws IOException {
    enter(root);
    while (!open.isEmpty()) {
      Path folder = open.peek();
      if (isEmptied(folder)) {
        Files.delete(folder);
        open.pop();
      }
    }
  }

  /** Whether no folder is left in it; those that were are entered. */
  private boolean isEmptied(Path folder) throws IOException {
    boolean emptied = true;
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
      for (Path child : children) {
        if (!Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
          Files.delete(child);
        } else if (child.toString().length() - root.toString().length() > LONGEST_PATH) {
          allow(child);
          Files.move(child, root.resolve("deep-" + UUID.randomUUID()));
        } else {
          enter(child);
          emptied = false;
        }
      }
    }
    return emptied && (!folder.equals(root) || isBare(folder));
  }

  private static boolean isBare(Path folder) throws IOException {
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
      return !children.iterator().hasNext();
    }
  }

  private void enter(Path folder) throws IOException {
    allow(folder);
    open.push(folder);
  }

  private static void allow(Path folder) throws IOException {
    try {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    } catch (NoSuchFileException e) {
      throw e;
    } catch (UnsupportedOperationException e) {
      // Then there are no rights to take back.
    }
  }
}
