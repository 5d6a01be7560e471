package dev.hephaestus.client.spool;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Keeps what is spooled from other users of the machine, where the file system can. */
final class Privacy {
  private static final FileAttribute<?>[] NONE = {};

  private Privacy() {}

  static FileAttribute<?>[] ofFile(Path file) {
    return permissions(file, "rw-------");
  }

  /** Makes the directory and those above it. */
  static void createDirectories(Path directory) throws IOException {
    try {
      Files.createDirectories(directory, permissions(directory, "rwx------"));
    } catch (FileAlreadyExistsException linked) {
      if (!Files.isDirectory(directory)) {
        throw linked;
      }
    }
  }

  /**
   * Below a directory in which everybody may write, a name that can be guessed may have been taken.
   *
   * @throws IOException if it is a link, another user's, or others may write in it
   */
  static void requireOwn(Path directory) throws IOException {
    if (!isPosix(directory)) {
      return;
    }
    Path probe = directory.resolve("own" + RandomName.next());
    Files.createFile(probe, ofFile(probe));
    boolean own;
    try {
      own =
          Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(probe))
              && Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS);
    } finally {
      Files.deleteIfExists(probe);
    }
    Set<PosixFilePermission> open =
        EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
    open.retainAll(Files.getPosixFilePermissions(directory));
    if (!own || !open.isEmpty()) {
      throw new IOException(directory + " belongs to others as well");
    }
  }

  private static FileAttribute<?>[] permissions(Path where, String which) {
    return isPosix(where)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(which))
        }
        : NONE;
  }

  private static boolean isPosix(Path where) {
    return where.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
