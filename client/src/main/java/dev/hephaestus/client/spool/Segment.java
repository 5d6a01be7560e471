package dev.hephaestus.client.spool;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One file of a spool: entries in a row, written once, deleted whole.
 *
 * <p>What is written is with the operating system when {@link #append} returns: it outlives the
 * process, not a power failure.
 */
final class Segment {
  static final String SUFFIX = ".spool";

  private static final int DIGITS = 8;

  private final Path file;
  private final List<SpoolEntry> entries = new ArrayList<>();
  private @Nullable FileChannel channel;
  private long bytes;
  private int damaged;
  private int held;

  private Segment(Path file, @Nullable FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** So that the names' order is that of the numbers. */
  static String name(int number) {
    String digits = Integer.toString(number);
    return "0".repeat(Math.max(0, DIGITS - digits.length())) + digits + SUFFIX;
  }

  static Segment create(Path file, String instance, long epoch) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(
                StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.READ),
            Privacy.ofFile(file));
    Segment segment = new Segment(file, channel);
    try {
      segment.write(channel, SegmentFormat.head(instance, epoch));
      return segment;
    } catch (IOException full) {
      segment.delete();
      throw full;
    }
  }

  SpoolEntry append(long firstSequence, int records, byte[] payload) throws IOException {
    FileChannel open = channel;
    if (open == null) {
      throw new IOException(file + " is closed");
    }
    long offset = bytes;
    write(open, SegmentFormat.entry(firstSequence, records, payload));
    return remember(new SpoolEntry(this, offset, payload.length, firstSequence, records));
  }

  private void write(FileChannel open, ByteBuffer what) throws IOException {
    int length = what.remaining();
    try {
      long position = bytes;
      while (what.hasRemaining()) {
        position += open.write(what, position);
      }
      bytes += length;
    } catch (IOException full) {
      open.truncate(bytes); // Half an entry must not stand before the next one.
      throw full;
    }
  }

  private SpoolEntry remember(SpoolEntry entry) {
    entries.add(entry);
    held++;
    return entry;
  }

  byte[] read(SpoolEntry entry) throws IOException {
    ByteBuffer payload = ByteBuffer.allocate(SegmentFormat.ENTRY_HEAD_BYTES + entry.payloadBytes);
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      while (payload.hasRemaining()) {
        if (in.read(payload, entry.offset + payload.position()) < 0) {
          throw new EOFException(file + " is shorter than it was");
        }
      }
    }
    payload.flip();
    if (SegmentFormat.payloadAt(payload, 0) != entry.payloadBytes) {
      throw new IOException(file + " was changed at " + entry.offset);
    }
    payload.position(SegmentFormat.ENTRY_HEAD_BYTES);
    byte[] bytesOfIt = new byte[entry.payloadBytes];
    payload.get(bytesOfIt);
    return bytesOfIt;
  }

  /**
   * What another process left: a torn tail is cut off, damage before sound entries is skipped and
   * counted.
   */
  static Segment recover(Path file) throws IOException {
    Segment segment = new Segment(file, null);
    byte[] content =
        Files.size(file) > Spool.MAX_SEGMENT_BYTES ? new byte[0] : Files.readAllBytes(file);
    segment.bytes = content.length;
    segment.scan(ByteBuffer.wrap(content));
    return segment;
  }

  private void scan(ByteBuffer content) {
    SegmentFormat.Head head = SegmentFormat.readHead(content);
    boolean sound = head != null;
    int offset = head == null ? 0 : head.bytes;
    while (content.limit() - offset >= SegmentFormat.ENTRY_HEAD_BYTES) {
      int length = SegmentFormat.payloadAt(content, offset);
      if (length < 0) {
        sound = false;
        offset++;
        continue;
      }
      damaged += sound ? 0 : 1;
      sound = true;
      remember(
          new SpoolEntry(
              this,
              offset,
              length,
              SegmentFormat.firstSequenceAt(content, offset),
              SegmentFormat.recordsAt(content, offset)));
      offset += SegmentFormat.ENTRY_HEAD_BYTES + length;
    }
  }

  /** Whose it is, or null when its head is damaged. */
  static SegmentFormat.@Nullable Head headOf(Path file) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(2048);
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      while (head.hasRemaining() && in.read(head) >= 0) {
        // Until it is full or the file ends.
      }
    }
    return SegmentFormat.readHead(head.flip());
  }

  List<SpoolEntry> entries() {
    return entries;
  }

  /** How many places were skipped because they could not be read. */
  int damaged() {
    return damaged;
  }

  long bytes() {
    return bytes;
  }

  /** Lets go of one entry; true when none is left. */
  boolean release() {
    held--;
    return held <= 0;
  }

  boolean isEmpty() {
    return held <= 0;
  }

  /** Whether entries can still be added. */
  boolean isOpen() {
    return channel != null;
  }

  /** From now on it is only read. */
  void seal() {
    FileChannel open = channel;
    channel = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException lost) {
        // What was written is with the operating system.
      }
    }
  }

  void delete() {
    seal();
    try {
      Files.deleteIfExists(file);
    } catch (IOException stays) {
      // The server knows its records by their sequences: they do no harm.
    }
  }
}
