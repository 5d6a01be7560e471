package dev.hephaestus.client.spool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the processes of one service spool: the first of some places that can be written to.
 *
 * <p><em>Threads:</em> confined to the sender; any number of processes may share it.
 */
public final class SpoolDirectory {
  private static final int SEGMENTS = 32;
  private static final long MIN_SEGMENT_BYTES = 64L << 10;
  private static final long USUAL_SEGMENT_BYTES = 8L << 20;

  private final List<Path> places;
  private final long maxBytes;
  private final Consumer<String> status;

  /**
   * @param places the best first; nothing is made in them before something is spooled
   * @param maxBytes of one process, and again of all that dead ones left
   * @param status told once about each trouble
   */
  public SpoolDirectory(List<Path> places, long maxBytes, Consumer<String> status) {
    this.places = List.copyOf(places);
    this.maxBytes = maxBytes;
    this.status = status;
  }

  /** A spool for this process; it makes its folder when it is first needed. */
  public Spool begin(String instance, long epoch, LongSupplier nanoTime) {
    return new Spool(this, instance, epoch, nanoTime);
  }

  /** Loads what writing a batch needs, and writes nothing. */
  public void rehearse(byte[] payload) {
    SegmentFormat.payloadAt(SegmentFormat.entry(1, 1, payload), 0);
    SegmentFormat.readHead(SegmentFormat.head(EpochFolder.thisProcess(), 1));
    places.forEach(Privacy::ofFile);
  }

  /** What the longest dead process left, from now on ours; absent when nothing is left. */
  public Optional<Spool> adopt() {
    for (Path place : places) {
      try {
        for (Path orphan : EpochFolder.candidates(place)) {
          Spool spool = adopt(orphan);
          if (spool != null) {
            return Optional.of(spool);
          }
        }
      } catch (IOException | UncheckedIOException | SecurityException unreadable) {
        report("The Hephaestus spool at " + place + " cannot be read (" + unreadable + ")");
      }
    }
    return Optional.empty();
  }

  /** How many bytes dead processes left that nobody has adopted. */
  public long bytesOfTheDead() {
    long sum = 0;
    for (Path place : places) {
      try {
        for (Path folder : EpochFolder.candidates(place)) {
          if (EpochFolder.isOfTheLiving(folder)) {
            continue;
          }
          for (Path segment : EpochFolder.segments(folder)) {
            sum += Files.size(segment);
          }
        }
      } catch (IOException | UncheckedIOException | SecurityException moving) {
        // Another process is at work there; it is asked again.
      }
    }
    return sum;
  }

  private static @Nullable Spool adopt(SpoolDirectory home, EpochFolder folder) throws IOException {
    SegmentFormat.Head head = null;
    List<Segment> segments = new ArrayList<>();
    for (Path file : EpochFolder.segments(folder.path())) {
      SegmentFormat.Head own = Segment.headOf(file);
      head = head == null ? own : head;
      Segment segment = Segment.recover(file);
      if (segment.isEmpty()) {
        segment.delete();
      } else {
        segments.add(segment);
      }
    }
    return head == null || segments.isEmpty()
        ? null
        : Spool.recovered(home, folder, head, segments);
  }

  private @Nullable Spool adopt(Path orphan) throws IOException {
    EpochFolder folder;
    try {
      folder = EpochFolder.take(orphan);
    } catch (java.nio.file.NoSuchFileException adoptedByAnother) {
      return null;
    }
    if (folder == null) {
      return null;
    }
    Spool spool = adopt(this, folder);
    if (spool == null) {
      for (Path useless : EpochFolder.segments(folder.path())) {
        Files.deleteIfExists(useless);
      }
      folder.close(true);
    }
    return spool;
  }

  EpochFolder create() throws IOException {
    IOException first = null;
    for (Path place : places) {
      try {
        Privacy.createDirectories(place);
        Privacy.requireOwn(place);
        return EpochFolder.create(place);
      } catch (IOException unwritable) {
        if (first == null) {
          first = unwritable;
        }
      }
    }
    throw first == null ? new IOException("no place for it is known") : first;
  }

  long maxBytes() {
    return maxBytes;
  }

  long segmentBytes() {
    return Math.max(MIN_SEGMENT_BYTES, Math.min(USUAL_SEGMENT_BYTES, maxBytes / SEGMENTS));
  }

  void report(String trouble) {
    status.accept(trouble);
  }
}
