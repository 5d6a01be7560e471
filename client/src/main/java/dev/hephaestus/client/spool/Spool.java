package dev.hephaestus.client.spool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The batches of one epoch on disk, in segments; the oldest segment goes when there are too many.
 *
 * <p><em>Errors:</em> where it cannot write it says so once, and tries again a minute later.
 *
 * <p><em>Threads:</em> confined to the sender.
 */
public final class Spool {
  static final long MAX_SEGMENT_BYTES = 32L << 20;

  private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);

  /** A segment whose entries are all done is worth a new file from here on. */
  private static final long WORTH_DELETING = 256L << 10;

  private final SpoolDirectory home;
  private final String instance;
  private final long epoch;
  private final LongSupplier nanoTime;
  private final ArrayDeque<Segment> segments = new ArrayDeque<>();
  private Consumer<List<SpoolEntry>> dropping = entries -> {};
  private @Nullable EpochFolder folder;
  private long bytes;
  private int created;
  private boolean failing;
  private long retryNanos;

  Spool(SpoolDirectory home, String instance, long epoch, LongSupplier nanoTime) {
    this.home = home;
    this.instance = instance;
    this.epoch = epoch;
    this.nanoTime = nanoTime;
  }

  static Spool recovered(
      SpoolDirectory home, EpochFolder folder, SegmentFormat.Head head, List<Segment> segments) {
    Spool spool = new Spool(home, head.instance, head.epoch, System::nanoTime);
    spool.folder = folder;
    for (Segment segment : segments) {
      spool.segments.add(segment);
      spool.bytes += segment.bytes();
    }
    return spool;
  }

  /** How much it holds. */
  public long bytes() {
    return bytes;
  }

  /** Which process wrote it. */
  public String instance() {
    return instance;
  }

  /** Under which epoch. */
  public long epoch() {
    return epoch;
  }

  /** Who is asked to let go of entries before they are deleted for want of room. */
  public void onDropping(Consumer<List<SpoolEntry>> listener) {
    dropping = listener;
  }

  /** Whether a batch would probably be taken now. */
  public boolean isUsable() {
    return !failing || nanoTime.getAsLong() - retryNanos >= 0;
  }

  /** Hands a batch to the operating system; absent when that was not possible. */
  public Optional<SpoolEntry> append(long firstSequence, int records, byte[] payload) {
    if (!isUsable() || payload.length > SegmentFormat.MAX_PAYLOAD_BYTES) {
      return Optional.empty();
    }
    try {
      int length = SegmentFormat.ENTRY_HEAD_BYTES + payload.length;
      Segment segment = withRoom(length);
      SpoolEntry entry = segment.append(firstSequence, records, payload);
      bytes += length;
      failing = false;
      return Optional.of(entry);
    } catch (IOException | RuntimeException unwritable) { // A security manager's, too.
      fail(unwritable);
      return Optional.empty();
    }
  }

  private Segment withRoom(int length) throws IOException {
    while (bytes + length > home.maxBytes() && !segments.isEmpty()) {
      drop(segments.getFirst());
    }
    Segment last = segments.peekLast();
    if (last != null && last.isOpen() && last.bytes() + length <= home.segmentBytes()) {
      return last;
    }
    if (last != null) {
      last.seal();
      deleteIfDone(last);
    }
    if (folder == null) {
      folder = home.create();
    }
    Path file = folder.path().resolve(Segment.name(++created));
    Segment next = Segment.create(file, instance, epoch);
    segments.addLast(next);
    bytes += next.bytes();
    return next;
  }

  private void drop(Segment oldest) {
    List<SpoolEntry> held = new ArrayList<>(oldest.entries());
    dropping.accept(held);
    delete(oldest);
  }

  private void fail(Exception why) {
    if (!failing) {
      home.report(
          "The Hephaestus spool cannot be written ("
              + why
              + "); what is not at the server would be lost if this process were killed");
    }
    failing = true;
    retryNanos = nanoTime.getAsLong() + PAUSE_NANOS;
    Segment last = segments.peekLast();
    if (last != null) {
      last.seal();
      deleteIfDone(last);
    }
  }

  /**
   * The batch of an entry.
   *
   * @throws IOException if it cannot be read any more
   */
  public byte[] read(SpoolEntry entry) throws IOException {
    return entry.segment.read(entry);
  }

  /** The entry's records are at the server, or given up. */
  public void release(SpoolEntry entry) {
    if (entry.segment.release()) {
      deleteIfDone(entry.segment);
    }
  }

  private void deleteIfDone(Segment segment) {
    if (segment.isEmpty() && (!segment.isOpen() || segment.bytes() >= WORTH_DELETING)) {
      delete(segment);
    }
  }

  private void delete(Segment segment) {
    if (segments.remove(segment)) {
      bytes -= segment.bytes();
      segment.delete();
    }
  }

  /** What it holds, in order of sequence. */
  public List<SpoolEntry> entries() {
    List<SpoolEntry> all = new ArrayList<>();
    segments.forEach(segment -> all.addAll(segment.entries()));
    all.sort(Comparator.comparingLong(SpoolEntry::firstSequence));
    return all;
  }

  /** How many places were skipped because they could not be read. */
  public int damaged() {
    return segments.stream().mapToInt(Segment::damaged).sum();
  }

  /** Where it lies; absent while nothing was written. */
  public Optional<Path> path() {
    return Optional.ofNullable(folder).map(EpochFolder::path);
  }

  /** An empty spool beside this one, under another epoch. */
  public Spool begin(long newEpoch) {
    return new Spool(home, instance, newEpoch, nanoTime);
  }

  /** Deletes everything. */
  public void discard() {
    new ArrayList<>(segments).forEach(this::delete);
    close();
  }

  /** Lets go of the files; what is still needed stays for the next process to adopt. */
  public void close() {
    for (Segment segment : new ArrayList<>(segments)) {
      segment.seal();
      if (segment.isEmpty()) {
        delete(segment);
      }
    }
    EpochFolder held = folder;
    folder = null;
    if (held != null) {
      held.close(segments.isEmpty());
    }
    segments.clear();
  }
}
