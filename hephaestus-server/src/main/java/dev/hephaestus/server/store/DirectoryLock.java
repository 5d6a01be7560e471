package dev.hephaestus.server.store;

import dev.hephaestus.server.HephaestusException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The right to be the only server in a data directory.
 *
 * <p>The operating system takes the lock back when the process dies, however it dies, so a lock
 * that stands means a server that lives. That is what lets a restart resume at once what was under
 * way.
 */
final class DirectoryLock implements AutoCloseable {
  static final String FILE = "hephaestus.lock";

  private final FileChannel channel;

  private DirectoryLock(FileChannel channel) {
    this.channel = channel;
  }

  static DirectoryLock acquire(Path directory) {
    return acquireIfFree(directory)
        .orElseThrow(
            () ->
                new HephaestusException(
                    "the data directory "
                        + directory
                        + " is in use by another server; stop that one or choose another"
                        + " directory"));
  }

  /** The right, unless a server has it. */
  static Optional<DirectoryLock> acquireIfFree(Path directory) {
    create(directory);
    FileChannel channel = openLockFile(directory);
    if (tryLock(channel, directory) == null) {
      closeQuietly(channel);
      return Optional.empty();
    }
    return Optional.of(new DirectoryLock(channel));
  }

  private static void create(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new HephaestusException(
          "the data directory "
              + directory
              + " cannot be created ("
              + reason(e)
              + "); choose one that this user may write to",
          e);
    }
  }

  private static FileChannel openLockFile(Path directory) {
    try {
      return FileChannel.open(
          directory.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw unwritable(directory, e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel, Path directory) {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Held by this very JVM: a second server in the same process.
      return null;
    } catch (IOException e) {
      closeQuietly(channel);
      throw unwritable(directory, e);
    }
  }

  private static HephaestusException unwritable(Path directory, IOException e) {
    return new HephaestusException(
        "the data directory "
            + directory
            + " is not writable ("
            + reason(e)
            + "); give this user the right to write there or choose another directory",
        e);
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName().replace("Exception", "") + " " + e.getMessage();
  }

  private static void closeQuietly(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException ignored) {
      // Nothing was locked through it, so there is nothing to give back.
    }
  }

  @Override
  public void close() {
    // The file stays: removing it would let two servers lock two different files of one name.
    closeQuietly(channel);
  }
}
