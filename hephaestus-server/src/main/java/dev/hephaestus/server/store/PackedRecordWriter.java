package dev.hephaestus.server.store;

import dev.hephaestus.server.HephaestusException;
import dev.hephaestus.server.ingest.CapturedValue;
import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.Thrown;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes log records packed; {@link PackedRecordReader} reads them in the same order.
 *
 * <p><i>Shape:</i> what names code, threads and keys is shared within a batch, and so are calls of
 * which no values were captured; seconds are the difference to the record before.
 *
 * <p><i>Threads:</i> for one.
 */
final class PackedRecordWriter {
  /** Nothing is written that nests too deep to be read again. */
  static final int DEPTH = 900;

  private final PackedOutput out;
  private final Map<Frame, Integer> frames = new HashMap<>();
  private long second;

  PackedRecordWriter(PackedOutput out) {
    this.out = out;
  }

  void write(LogRecord record) {
    Instant time = record.time();
    out.signed(time.getEpochSecond() - second);
    second = time.getEpochSecond();
    out.number(time.getNano());
    out.number(record.level().number() * 2L + (record.context() ? 1 : 0));
    out.shared(record.logger());
    out.shared(record.thread());
    out.shared(record.template());
    texts(record.arguments());
    out.text(record.message());
    map(record.mdc());
    out.number(record.markers().size());
    record.markers().forEach(out::shared);
    map(record.keyValues());
    out.text(record.traceId());
    out.text(record.spanId());
    thrown(record.thrown(), 0);
  }

  private void texts(List<String> texts) {
    out.number(texts.size());
    texts.forEach(out::text);
  }

  private void map(Map<String, String> map) {
    out.number(map.size());
    map.forEach(
        (key, value) -> {
          out.shared(key);
          out.text(value);
        });
  }

  private void thrown(@Nullable Thrown thrown, int depth) {
    if (depth > DEPTH) {
      throw new HephaestusException("log records cannot be encoded: they nest too deep");
    }
    if (thrown == null) {
      out.number(0);
      return;
    }
    String message = thrown.message();
    out.number(message == null ? 1 : 2);
    out.shared(thrown.className());
    if (message != null) {
      out.text(message);
    }
    out.number(thrown.frames().size());
    thrown.frames().forEach(this::frame);
    out.signed(thrown.framesInCommon());
    thrown(thrown.cause(), depth + 1);
    out.number(thrown.suppressed().size());
    thrown.suppressed().forEach(suppressed -> thrown(suppressed, depth + 1));
  }

  private void frame(Frame frame) {
    Integer place = frames.get(frame);
    if (place != null) {
      out.number(place);
      return;
    }
    out.number(0);
    if (frame.values().isEmpty() && frames.size() < PackedOutput.MOST_NAMED) {
      frames.put(frame, frames.size() + 1);
    }
    out.shared(frame.className());
    out.shared(frame.method());
    out.shared(frame.file());
    out.signed(frame.line());
    out.shared(frame.jar());
    out.shared(frame.version());
    values(frame.values(), 0);
  }

  private void values(List<CapturedValue> values, int depth) {
    if (depth > DEPTH) {
      throw new HephaestusException("log records cannot be encoded: values nest too deep");
    }
    out.number(values.size());
    for (CapturedValue value : values) {
      out.shared(value.name());
      out.shared(value.type());
      out.shared(value.kind().name());
      out.number((value.truncated() ? 2 : 0) + (value.redacted() ? 1 : 0));
      out.text(value.text());
      values(value.parts(), depth + 1);
    }
  }
}
