package dev.hephaestus.client.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one epoch, held by a lock that the operating system ends with the process.
 *
 * <p>Its name begins with the process that holds it: a process must not even open a lock file that
 * it holds itself, for closing it again would end the lock.
 */
final class EpochFolder {
  private static final String LOCK_FILE = "lock";
  private static final String FREE = "free";

  private final FileChannel lock;
  private Path path;

  private EpochFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  static EpochFolder create(Path parent) throws IOException {
    Path path = parent.resolve(thisProcess() + "." + RandomName.next());
    Privacy.createDirectories(path);
    FileChannel lock = locked(path);
    if (lock == null) {
      throw new IOException(path + " is locked by another process");
    }
    return new EpochFolder(path, lock);
  }

  /** Takes over what a dead process left, or null when it lives. */
  static @Nullable EpochFolder take(Path orphan) throws IOException {
    FileChannel lock = locked(orphan);
    if (lock == null) {
      return null;
    }
    EpochFolder taken = new EpochFolder(orphan, lock);
    taken.renameFor(thisProcess());
    return taken;
  }

  /** Folders that may be orphans, the longest untouched first. */
  static List<Path> candidates(Path parent) throws IOException {
    // Each is asked once: others rename and delete them meanwhile, and a sort needs one answer.
    Map<Path, Long> touched = new HashMap<>();
    if (Files.isDirectory(parent)) {
      String own = thisProcess() + ".";
      try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent)) {
        for (Path folder : folders) {
          if (!name(folder).startsWith(own) && Files.isDirectory(folder)) {
            touched.put(folder, touched(folder));
          }
        }
      }
    }
    List<Path> found = new ArrayList<>(touched.keySet());
    found.sort(Comparator.comparing(folder -> touched.getOrDefault(folder, 0L)));
    return found;
  }

  Path path() {
    return path;
  }

  /** Its segments, oldest first. */
  static List<Path> segments(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*" + Segment.SUFFIX)) {
      all.forEach(files::add);
    }
    Collections.sort(files);
    return files;
  }

  /** Lets go of it: with what is in it for another to adopt, else deleted. */
  void close(boolean empty) {
    if (empty) {
      deleteQuietly(path.resolve(LOCK_FILE));
      deleteQuietly(path);
    } else {
      renameFor(FREE);
    }
    try {
      lock.close();
    } catch (IOException unreleased) {
      // It ends with the process.
    }
  }

  private void renameFor(String owner) {
    String name = name(path);
    Path renamed = path.resolveSibling(owner + name.substring(Math.max(0, name.indexOf('.'))));
    try {
      path = Files.move(path, renamed);
    } catch (IOException inUse) {
      // Where open files keep a folder's name, the lock alone says whose it is.
    }
  }

  private static @Nullable FileChannel locked(Path folder) throws IOException {
    Path file = folder.resolve(LOCK_FILE);
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
            Privacy.ofFile(file));
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException held) {
      // By this process.
    } catch (IOException unsupported) {
      channel.close();
      throw unsupported;
    }
    channel.close();
    return null;
  }

  /** Whether its name says that a process of this machine is at work in it. */
  static boolean isOfTheLiving(Path folder) {
    String owner = name(folder).replaceFirst("[.].*", "");
    String pid = owner.replaceFirst("_.*", "");
    return pid.matches("\\d{1,18}")
        && ProcessHandle.of(Long.parseLong(pid))
            .filter(process -> named(process).equals(owner))
            .isPresent();
  }

  static String thisProcess() {
    return named(ProcessHandle.current());
  }

  /** By its start as well: process ids come again. */
  private static String named(ProcessHandle process) {
    Optional<Instant> start = process.info().startInstant();
    return process.pid() + "_" + (start.isPresent() ? start.get().toEpochMilli() : 0);
  }

  private static long touched(Path folder) {
    try {
      return Files.getLastModifiedTime(folder).toMillis();
    } catch (IOException gone) {
      return Long.MAX_VALUE;
    }
  }

  private static String name(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : name.toString();
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException stays) {
      // An empty folder is deleted by whoever adopts it.
    }
  }
}
