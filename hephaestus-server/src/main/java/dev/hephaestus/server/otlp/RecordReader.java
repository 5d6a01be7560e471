package dev.hephaestus.server.otlp;

import com.google.protobuf.ByteString;
import dev.hephaestus.server.ingest.Level;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.LoggedText;
import dev.hephaestus.server.ingest.Thrown;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns a log record of OTLP into ours.
 *
 * <p><i>Source:</i> OpenTelemetry's log data model; the attributes that its Logback and Log4j
 * appenders give to threads, templates, markers and contexts.
 */
final class RecordReader {
  private static final long NANOS_A_SECOND = 1_000_000_000L;
  private static final int TRACE_BYTES = 16;
  private static final int SPAN_BYTES = 8;
  private static final Set<String> SAID = Set.of("message", "msg");

  private final Clock clock;

  RecordReader(Clock clock) {
    this.clock = clock;
  }

  /**
   * The record.
   *
   * @param scope the name of the scope that it was logged in, which is the logger's
   */
  LogRecord read(io.opentelemetry.proto.logs.v1.LogRecord record, String scope) {
    Attributes attributes = new Attributes(attributes(record));
    Thrown thrown = ThrownAttributes.take(attributes);
    String message = message(record);
    if (thrown == null) {
      LoggedText said = LoggedText.of(message);
      message = said.message();
      thrown = said.thrown();
    }
    Map<String, String> mdc = new LinkedHashMap<>();
    attributes.takePrefixed("logback.mdc.", mdc);
    attributes.takePrefixed("log4j.context_data.", mdc);
    List<String> markers = new ArrayList<>(attributes.takeList("logback.marker"));
    markers.addAll(attributes.takeList("log4j.marker"));
    return new LogRecord(
        time(record),
        level(record, thrown),
        OtlpLimits.cut(scope, OtlpLimits.NAME),
        attributes.take(OtlpLimits.NAME, "thread.name"),
        attributes.take(OtlpLimits.MESSAGE, "log.body.template", "message_template.text"),
        attributes.takeList("log.body.parameters"),
        OtlpLimits.cut(message, OtlpLimits.MESSAGE),
        mdc,
        markers,
        attributes.rest(OtlpLimits.VALUE),
        id(record.getTraceId(), TRACE_BYTES),
        id(record.getSpanId(), SPAN_BYTES),
        thrown,
        false);
  }

  /** The record's own, and what its body says beside the message when that is a map. */
  private static List<KeyValue> attributes(io.opentelemetry.proto.logs.v1.LogRecord record) {
    if (said(record.getBody()) == null) {
      return record.getAttributesList();
    }
    List<KeyValue> all = new ArrayList<>(record.getAttributesList());
    for (KeyValue entry : record.getBody().getKvlistValue().getValuesList()) {
      if (!SAID.contains(entry.getKey())) {
        all.add(entry);
      }
    }
    return all;
  }

  /** The whole text: a trace at its end is cut off before the message is bounded. */
  private static String message(io.opentelemetry.proto.logs.v1.LogRecord record) {
    AnyValue said = said(record.getBody());
    String text = ValueText.of(said == null ? record.getBody() : said, OtlpLimits.REQUEST_BYTES);
    return text.isEmpty() ? record.getEventName() : text;
  }

  /** The message of a body that is a map with one. */
  private static @Nullable AnyValue said(AnyValue body) {
    for (KeyValue entry : body.getKvlistValue().getValuesList()) {
      if (SAID.contains(entry.getKey()) && entry.getValue().hasStringValue()) {
        return entry.getValue();
      }
    }
    return null;
  }

  private Instant time(io.opentelemetry.proto.logs.v1.LogRecord record) {
    long nanos = record.getTimeUnixNano();
    if (nanos <= 0) {
      nanos = record.getObservedTimeUnixNano();
    }
    return nanos <= 0
        ? clock.instant()
        : Instant.ofEpochSecond(nanos / NANOS_A_SECOND, nanos % NANOS_A_SECOND);
  }

  /** A severity that nobody gave is no trigger, unless something was thrown. */
  private static Level level(
      io.opentelemetry.proto.logs.v1.LogRecord record, @Nullable Thrown thrown) {
    int number = record.getSeverityNumberValue();
    Level found = null;
    for (Level each : Level.values()) {
      if (each.number() <= number) {
        found = each;
      }
    }
    if (found != null) {
      return found;
    }
    return Level.parse(record.getSeverityText().strip())
        .orElse(thrown == null ? Level.INFO : Level.ERROR);
  }

  /** An id of another length, or of zeros only, is none. */
  private static String id(ByteString bytes, int length) {
    if (bytes.size() != length) {
      return "";
    }
    for (int i = 0; i < length; i++) {
      if (bytes.byteAt(i) != 0) {
        return HexFormat.of().formatHex(bytes.toByteArray());
      }
    }
    return "";
  }
}
