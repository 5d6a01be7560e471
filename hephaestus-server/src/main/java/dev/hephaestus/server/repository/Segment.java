package dev.hephaestus.server.repository;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A file of parsed sources that is written once and then only read.
 *
 * <p><i>Shape:</i> magic number, format, version of the parsers, number of sources, and a checksum
 * of these and of what follows: for each source, ascending by key, its key, where it begins, and
 * its length doubled plus 1 when it is a test; then the sources.
 *
 * <p><i>Threads:</i> safe for use by many at once, in this process and others.
 */
final class Segment {

  /**
   * A source to be kept.
   *
   * @param key what it was parsed from
   * @param test whether it belongs to the tests
   * @param source what was parsed
   */
  record Entry(SourceKey key, boolean test, EncodedSource source) {}

  /** A file that is no segment, or one of another version. */
  static final class Unreadable extends Exception {

    private static final long serialVersionUID = 1L;

    /** Whether it will never be of use again: not to a newer version of this program either. */
    final transient boolean useless;

    Unreadable(String message, boolean useless) {
      super(message);
      this.useless = useless;
    }
  }

  private static final long MAGIC = 0x4845_5048_5352_4353L;
  private static final int HEADER = 24;
  private static final int PLACE = 24;

  private final ByteBuffer bytes;
  private final int count;

  private Segment(ByteBuffer bytes, int count) {
    this.bytes = bytes;
    this.count = count;
  }

  static Segment open(Path file) throws IOException, Unreadable {
    ByteBuffer bytes;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() < HEADER || channel.size() > Integer.MAX_VALUE) {
        throw new Unreadable("it is cut off", true);
      }
      bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
    }
    if (bytes.getLong(0) != MAGIC) {
      throw new Unreadable("it is something else", true);
    }
    int format = bytes.getInt(8);
    int parsers = bytes.getInt(12);
    if (format != SourceCodec.FORMAT || parsers != SourceParser.VERSION) {
      boolean older = format < SourceCodec.FORMAT || parsers < SourceParser.VERSION;
      throw new Unreadable("it is of version " + format + "." + parsers, older);
    }
    int count = bytes.getInt(16);
    CRC32 checksum = new CRC32();
    checksum.update(bytes.slice(8, 12));
    checksum.update(bytes.slice(HEADER, bytes.limit() - HEADER));
    if ((int) checksum.getValue() != bytes.getInt(20)) {
      throw new Unreadable("its checksum is wrong", true);
    }
    return new Segment(bytes, count);
  }

  /** Writes a file; the entries must not come to more than two gigabytes. */
  static void write(Path file, Collection<Entry> entries) throws IOException {
    TreeMap<SourceKey, Entry> sorted = new TreeMap<>();
    entries.forEach(entry -> sorted.put(entry.key(), entry));
    ByteBuffer places = ByteBuffer.allocate(sorted.size() * PLACE);
    int at = HEADER + places.capacity();
    for (Entry entry : sorted.values()) {
      int length = entry.source().length();
      places.putLong(entry.key().high()).putLong(entry.key().low());
      places.putInt(at).putInt(length << 1 | (entry.test() ? 1 : 0));
      at = Math.addExact(at, length);
    }
    places.flip();
    ByteBuffer header = ByteBuffer.allocate(HEADER);
    header.putLong(MAGIC).putInt(SourceCodec.FORMAT).putInt(SourceParser.VERSION);
    header.putInt(sorted.size());
    CRC32 checksum = new CRC32();
    checksum.update(header.slice(8, 12));
    checksum.update(places.duplicate());
    sorted.values().forEach(entry -> checksum.update(entry.source().buffer()));
    header.putInt((int) checksum.getValue()).flip();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      writeAll(channel, header);
      writeAll(channel, places);
      for (Entry entry : sorted.values()) {
        writeAll(channel, entry.source().buffer());
      }
    }
  }

  private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** The source of the key. */
  @Nullable Entry find(SourceKey key) {
    int low = 0;
    int high = count - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = key(middle).compareTo(key);
      if (order == 0) {
        return entry(middle);
      } else if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return null;
  }

  List<Entry> entries() {
    List<Entry> entries = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      entries.add(entry(i));
    }
    return entries;
  }

  private SourceKey key(int place) {
    int at = HEADER + place * PLACE;
    return new SourceKey(bytes.getLong(at), bytes.getLong(at + 8));
  }

  private Entry entry(int place) {
    int at = HEADER + place * PLACE;
    int length = bytes.getInt(at + 20);
    ByteBuffer part = bytes.slice(bytes.getInt(at + 16), length >>> 1);
    return new Entry(key(place), (length & 1) == 1, EncodedSource.mapped(part));
  }
}
