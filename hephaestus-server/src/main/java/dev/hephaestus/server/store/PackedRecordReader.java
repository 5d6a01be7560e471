package dev.hephaestus.server.store;

import dev.hephaestus.server.ingest.CapturedValue;
import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.Level;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.Thrown;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link PackedRecordWriter} wrote.
 *
 * <p><i>Threads:</i> for one.
 */
final class PackedRecordReader {
  private static final Level[] LEVELS = Level.values();
  private static final CapturedValue.Kind[] KINDS = CapturedValue.Kind.values();

  private final PackedInput in;
  private final boolean sharesFrames;
  private final List<Frame> frames = new ArrayList<>();
  private long second;

  /**
   * @param sharesFrames whether calls that come again are named by their place
   */
  PackedRecordReader(PackedInput in, boolean sharesFrames) {
    this.in = in;
    this.sharesFrames = sharesFrames;
  }

  LogRecord read() {
    second += in.signed();
    Instant time = Instant.ofEpochSecond(second, in.number());
    long level = in.number();
    return new LogRecord(
        time,
        level(level >> 1),
        in.shared(),
        in.shared(),
        in.shared(),
        list(in::text),
        in.text(),
        map(),
        list(in::shared),
        map(),
        in.text(),
        in.text(),
        thrown(0),
        (level & 1) != 0);
  }

  private static Level level(long number) {
    for (Level level : LEVELS) {
      if (level.number() == number) {
        return level;
      }
    }
    return Level.INFO;
  }

  private @Nullable Thrown thrown(int depth) {
    long kind = in.number();
    if (kind == 0) {
      return null;
    }
    requireReadable(depth);
    String className = in.shared();
    String message = kind == 2 ? in.text() : null;
    List<Frame> frames = list(this::frame);
    int common = Math.toIntExact(in.signed());
    Thrown cause = thrown(depth + 1);
    List<Thrown> suppressed = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      Thrown next = thrown(depth + 1);
      if (next != null) {
        suppressed.add(next);
      }
    }
    return new Thrown(className, message, frames, common, cause, suppressed);
  }

  private Frame frame() {
    long place = sharesFrames ? in.number() : 0;
    if (place != 0) {
      return frames.get(Math.toIntExact(place - 1));
    }
    Frame frame = newFrame();
    if (sharesFrames && frame.values().isEmpty() && frames.size() < PackedOutput.MOST_NAMED) {
      frames.add(frame);
    }
    return frame;
  }

  private Frame newFrame() {
    return new Frame(
        in.shared(),
        in.shared(),
        in.shared(),
        Math.toIntExact(in.signed()),
        in.shared(),
        in.shared(),
        values(0));
  }

  private List<CapturedValue> values(int depth) {
    requireReadable(depth);
    return list(() -> value(depth));
  }

  private CapturedValue value(int depth) {
    String name = in.shared();
    String type = in.shared();
    CapturedValue.Kind kind = kind(in.shared());
    long flags = in.number();
    return new CapturedValue(
        name, type, kind, in.text(), values(depth + 1), (flags & 2) != 0, (flags & 1) != 0);
  }

  private static CapturedValue.Kind kind(String name) {
    for (CapturedValue.Kind kind : KINDS) {
      if (kind.name().equals(name)) {
        return kind;
      }
    }
    return CapturedValue.Kind.OBJECT;
  }

  private static void requireReadable(int depth) {
    if (depth > PackedRecordWriter.DEPTH) {
      throw new IndexOutOfBoundsException("nests too deep");
    }
  }

  private <T> List<T> list(Supplier<T> element) {
    int count = in.count();
    if (count == 0) {
      return List.of();
    }
    List<T> list = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      list.add(element.get());
    }
    return list;
  }

  private Map<String, String> map() {
    int count = in.count();
    if (count == 0) {
      return Map.of();
    }
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      map.put(in.shared(), in.text());
    }
    return map;
  }
}
