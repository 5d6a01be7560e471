package dev.hephaestus.server.security;

import dev.hephaestus.server.HephaestusException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far the audit log has come, in a file beside the database: whoever cuts the end off the log
 * has to cut it here as well, and the file may be on another disk or be copied away.
 *
 * <p>It is written after an entry is. A crash between the two leaves it one behind, which is no
 * fault; it is never ahead.
 *
 * <p><i>Threads:</i> safe for use by many at once, in several processes.
 */
public final class AuditAnchor {
  private static final Pattern LINE = Pattern.compile("(\\d{1,18}) ([0-9a-f]{64})\\s*");
  private static final Object WITHIN_THIS_PROCESS = new Object();

  private final Path file;

  /** The anchor in that file, which need not be there yet. */
  public AuditAnchor(Path file) {
    this.file = file;
  }

  /**
   * An entry.
   *
   * @param sequence its number
   * @param hash its hash
   */
  public record Mark(long sequence, String hash) {}

  /** The last entry that was written down; empty before the first. */
  public Optional<Mark> read() {
    try {
      Matcher line = LINE.matcher(Files.readString(file, StandardCharsets.US_ASCII));
      if (!line.matches()) {
        throw new HephaestusException(
            "the anchor of the audit log, "
                + file
                + ", was damaged; keep it, and find out by whom");
      }
      return Optional.of(new Mark(Long.parseLong(line.group(1)), line.group(2)));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException e) {
      throw new HephaestusException("the anchor of the audit log cannot be read: " + file, e);
    }
  }

  /**
   * Writes an entry down, unless a later one is already; a thread that is to end does so too, and
   * ends then.
   */
  void advance(AuditEntry entry) {
    boolean interrupted = Thread.interrupted();
    try {
      while (!isWritten(entry)) {
        interrupted = true;
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Whether it could be, rather than being interrupted at it. */
  private boolean isWritten(AuditEntry entry) {
    synchronized (WITHIN_THIS_PROCESS) {
      Path beside = file.resolveSibling(file.getFileName() + ".lock");
      try (FileChannel channel =
              FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (lock.isValid() && read().map(Mark::sequence).orElse(0L) < entry.sequence()) {
          write(entry.sequence() + " " + entry.hash() + "\n");
        }
        return true;
      } catch (ClosedByInterruptException | FileLockInterruptionException e) {
        // What it had begun is begun anew; the interrupt is not forgotten.
        return !Thread.interrupted();
      } catch (IOException e) {
        throw new HephaestusException(
            "the anchor of the audit log cannot be written: " + file + "; check the disk", e);
      }
    }
  }

  private void write(String line) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      channel.write(StandardCharsets.US_ASCII.encode(line));
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
