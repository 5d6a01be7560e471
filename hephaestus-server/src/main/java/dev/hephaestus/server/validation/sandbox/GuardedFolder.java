package dev.hephaestus.server.validation.sandbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes and removes files below a folder that foreign code may change at the same time: each
 * folder on the way is opened from the one before and never through a link, and a file is always
 * made anew, so that no pipe or link in its place is opened.
 *
 * <p><i>Errors:</i> {@link IOException} where something in the way is no plain folder or file.
 *
 * <p><i>Threads:</i> one at a time.
 *
 * <p><i>Source:</i> openat(2) on why paths are not to be trusted twice.
 */
public final class GuardedFolder {
  private static final Set<OpenOption> NEW_FILE =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

  private final Path root;

  /**
   * A folder to write to.
   *
   * @param root without links in its path, and not to be replaced by foreign code
   */
  public GuardedFolder(Path root) {
    this.root = root;
  }

  /**
   * Writes a file, with the owner of its folder and the rights of the file before it.
   *
   * @param path relative, normalized, with folders that may be missing
   */
  public void write(Path path, byte[] bytes) throws IOException {
    Path parent = path.getParent();
    if (parent != null && !Files.isDirectory(root.resolve(parent), LinkOption.NOFOLLOW_LINKS)) {
      makeFolders(parent);
    }
    within(
        path,
        (folder, name) -> {
          PosixFileAttributes before = attributes(folder, name);
          if (before != null) {
            folder.deleteFile(name);
          }
          try (SeekableByteChannel file = folder.newByteChannel(name, NEW_FILE)) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
              file.write(left);
            }
          }
          like(folder, name, before);
        });
  }

  /** Removes a file, if it is there. */
  public void delete(Path path) throws IOException {
    try {
      within(path, SecureDirectoryStream::deleteFile);
    } catch (NoSuchFileException e) {
      // It is gone already.
    }
  }

  @FunctionalInterface
  private interface Deed {
    void on(SecureDirectoryStream<Path> folder, Path name) throws IOException;
  }

  private void within(Path path, Deed deed) throws IOException {
    try (DirectoryStream<Path> opened = Files.newDirectoryStream(root)) {
      if (!(opened instanceof SecureDirectoryStream<Path> folder)) {
        throw new IOException("this system cannot open a folder from another one");
      }
      descend(folder, path, deed);
    }
  }

  private static void descend(SecureDirectoryStream<Path> folder, Path path, Deed deed)
      throws IOException {
    if (path.getNameCount() == 1) {
      deed.on(folder, path);
      return;
    }
    try (SecureDirectoryStream<Path> next =
        folder.newDirectoryStream(path.getName(0), LinkOption.NOFOLLOW_LINKS)) {
      descend(next, path.subpath(1, path.getNameCount()), deed);
    }
  }

  /** One by one, and never below a link that is there. */
  private void makeFolders(Path folders) throws IOException {
    Path at = root;
    for (Path name : folders) {
      at = at.resolve(name);
      if (!Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectory(at);
      }
    }
  }

  private static @Nullable PosixFileAttributes attributes(
      SecureDirectoryStream<Path> folder, Path name) throws IOException {
    try {
      return view(folder, name).readAttributes();
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /** Whom the sandbox runs as must be able to change it, as it could the one before. */
  private static void like(
      SecureDirectoryStream<Path> folder, Path name, @Nullable PosixFileAttributes before)
      throws IOException {
    PosixFileAttributes of =
        folder.getFileAttributeView(PosixFileAttributeView.class).readAttributes();
    PosixFileAttributeView file = view(folder, name);
    if (before != null && before.isRegularFile()) {
      file.setPermissions(before.permissions());
    }
    if (!file.readAttributes().owner().equals(of.owner())) {
      file.setGroup(of.group());
      file.setOwner(of.owner());
    }
  }

  private static PosixFileAttributeView view(SecureDirectoryStream<Path> folder, Path name) {
    return folder.getFileAttributeView(
        name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
  }
}
