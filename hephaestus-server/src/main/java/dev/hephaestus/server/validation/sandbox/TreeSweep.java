package dev.hephaestus.server.validation.sandbox;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Takes out of a folder what foreign code may have put there for those who read it afterwards on
 * the host: links that lead out, pipes and sockets, programs with another's rights, bottomless
 * folders.
 *
 * <p><i>Shape:</i> it costs one look at each file, and is done after each command that could write
 * there, so that nothing else on the host has to distrust the tree.
 *
 * <p><i>Threads:</i> while nothing runs in the folder any more.
 */
final class TreeSweep {
  private static final int DEEPEST = 100;
  private static final int LONGEST_PATH = 2_000;
  private static final int TYPE = 0170000;
  private static final int FOLDER = 0040000;
  private static final int REGULAR = 0100000;
  private static final int LINK = 0120000;
  private static final int OTHERS_RIGHTS = 06000;
  private static final int OWNER_ALL = 0700;

  private final Path root;
  private final EscapeCount escapes;
  private final Deque<Path> open = new ArrayDeque<>();

  private TreeSweep(Path root, EscapeCount escapes) {
    this.root = root;
    this.escapes = escapes;
  }

  /** Sweeps a folder; counts what was taken out. */
  static void of(Path folder, EscapeCount escapes) throws IOException {
    if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      new TreeSweep(folder.toRealPath(), escapes).sweep();
    }
  }

  private void sweep() throws IOException {
    open.push(root);
    while (!open.isEmpty()) {
      Path folder = open.pop();
      try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
        for (Path child : children) {
          look(child);
        }
      } catch (DirectoryIteratorException e) {
        throw e.getCause();
      }
    }
  }

  private void look(Path child) throws IOException {
    int mode = mode(child);
    switch (mode & TYPE) {
      case FOLDER -> folder(child, mode);
      case LINK -> link(child);
      case REGULAR -> {
        if ((mode & OTHERS_RIGHTS) != 0) {
          Files.setAttribute(child, "unix:mode", mode & 0777);
          escapes.add(Escape.PRIVILEGED_FILE, 1);
        }
      }
      default -> {
        Files.delete(child);
        escapes.add(Escape.SPECIAL_FILE, 1);
      }
    }
  }

  private void folder(Path folder, int mode) throws IOException {
    if (root.relativize(folder).getNameCount() > DEEPEST
        || folder.toString().length() - root.toString().length() > LONGEST_PATH) {
      TreeRemoval.remove(folder);
      escapes.add(Escape.TOO_DEEP, 1);
      return;
    }
    if ((mode & OWNER_ALL) != OWNER_ALL) {
      Files.setAttribute(folder, "unix:mode", (mode | OWNER_ALL) & 0777);
    }
    open.push(folder);
  }

  private void link(Path link) throws IOException {
    if (!staysInside(link)) {
      Files.delete(link);
      escapes.add(Escape.LINK_OUT, 1);
    }
  }

  private boolean staysInside(Path link) throws IOException {
    try {
      return link.toRealPath().startsWith(root);
    } catch (NoSuchFileException e) {
      Path target = Files.readSymbolicLink(link);
      return link.resolveSibling(target).normalize().startsWith(root);
    } catch (IOException e) {
      return false; // links in a circle, or through what is no folder
    }
  }

  private static int mode(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
  }
}
