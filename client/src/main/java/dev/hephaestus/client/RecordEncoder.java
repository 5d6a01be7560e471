package dev.hephaestus.client;

import dev.hephaestus.proto.v1.Level;
import dev.hephaestus.proto.v1.LogRecord;
import dev.hephaestus.proto.v1.Pair;
import dev.hephaestus.proto.v1.Thrown;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes a record as the wire has it, scrubbed, within limits that keep any record below a
 * mebibyte.
 */
final class RecordEncoder {
  private static final int MAX_RECORD_BYTES = 1 << 20;
  private static final int MAX_NAME_CHARS = 1024;
  private static final int MAX_PAIRS = 128;
  private static final Pattern TRACE_ID = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern SPAN_ID = Pattern.compile("[0-9a-f]{16}");

  private final FrameOrigins origins;
  private final RecordScrubber scrubber;

  RecordEncoder(FrameOrigins origins, RecordScrubber scrubber) {
    this.origins = origins;
    this.scrubber = scrubber;
  }

  LogRecord encode(ClientRecord record, LogRecord.Role role) {
    LogRecord full = scrubber.scrub(encode(record, role, Limits.USUAL));
    return full.getSerializedSize() <= MAX_RECORD_BYTES
        ? full
        : scrubber.scrub(encode(record, role, Limits.TIGHT));
  }

  private LogRecord encode(ClientRecord record, LogRecord.Role role, Limits limits) {
    LogRecord.Builder wire =
        LogRecord.newBuilder()
            .setTimeUnixNanos(Math.max(1, record.timeUnixNanos()))
            .setLevel(Level.forNumber(record.level().severity()))
            .setLogger(SafeText.clip(record.logger(), MAX_NAME_CHARS))
            .setThread(SafeText.clip(record.thread(), MAX_NAME_CHARS))
            .setTemplate(SafeText.clip(record.template(), limits.textChars))
            .setMessage(SafeText.clip(record.message(), limits.textChars))
            .setRole(role);
    for (int i = 0; i < Math.min(record.arguments().length, limits.values); i++) {
      wire.addArguments(SafeText.rendered(record.arguments()[i], limits.valueChars));
    }
    for (String marker : record.markers()) {
      wire.addMarkers(SafeText.clip(marker, MAX_NAME_CHARS));
    }
    wire.addAllMdc(pairs(record.mdc(), limits));
    wire.addAllKeyValues(pairs(record.keyValues(), limits));
    addTrace(wire, record.mdc());
    Thrown thrown = thrown(record, limits);
    CapturedCalls captured = limits == Limits.USUAL ? record.captured() : null;
    if (thrown != null) {
      wire.setThrown(captured == null ? thrown : captured.into(thrown));
    }
    return wire.build();
  }

  private static Collection<Pair> pairs(Map<String, String> map, Limits limits) {
    int most = Math.min(MAX_PAIRS, limits.values);
    Map<String, Pair> pairs = new LinkedHashMap<>();
    for (Map.Entry<String, String> entry : map.entrySet()) {
      if (entry.getKey() != null && entry.getValue() != null && most-- > 0) {
        String key = SafeText.clip(entry.getKey(), MAX_NAME_CHARS);
        String value = SafeText.clip(entry.getValue(), limits.valueChars);
        pairs.put(key, Pair.newBuilder().setKey(key).setValue(value).build());
      }
    }
    return pairs.values();
  }

  /** OpenTelemetry, Brave and Micrometer put them into the diagnostic context. */
  private static void addTrace(LogRecord.Builder wire, Map<String, String> mdc) {
    String trace = String.valueOf(mdc.getOrDefault("trace_id", mdc.get("traceId")));
    String span = String.valueOf(mdc.getOrDefault("span_id", mdc.get("spanId")));
    if (TRACE_ID.matcher(trace).matches()) {
      wire.setTraceId(trace);
    }
    if (SPAN_ID.matcher(span).matches()) {
      wire.setSpanId(span);
    }
  }

  private @Nullable Thrown thrown(ClientRecord record, Limits limits) {
    Throwable throwable = record.throwable();
    if (throwable != null) {
      ClassLoader near = throwable.getClass().getClassLoader();
      return new ThrownEncoder(origins, near, limits.frames)
          .encode(new ThrowableWalker().walk(throwable));
    }
    ThrownSnapshot described = record.thrown();
    return described == null
        ? null
        : new ThrownEncoder(origins, null, limits.frames).encode(described);
  }

  private enum Limits {
    USUAL(64 * 1024, 64, 8 * 1024, 1024),
    TIGHT(8 * 1024, 16, 1024, 256);

    final int textChars;
    final int values;
    final int valueChars;
    final int frames;

    Limits(int textChars, int values, int valueChars, int frames) {
      this.textChars = textChars;
      this.values = values;
      this.valueChars = valueChars;
      this.frames = frames;
    }
  }
}
