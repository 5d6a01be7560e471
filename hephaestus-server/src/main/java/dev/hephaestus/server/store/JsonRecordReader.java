package dev.hephaestus.server.store;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.hephaestus.server.ingest.CapturedValue;
import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.Level;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.Thrown;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads records that earlier servers wrote as JSON, and skips fields that it does not know.
 *
 * <p><i>Threads:</i> for one.
 */
final class JsonRecordReader {
  private final JsonParser json;

  JsonRecordReader(JsonParser json) {
    this.json = json;
  }

  /** Reads the object at whose start the parser stands. */
  LogRecord read() throws IOException {
    RecordFields fields = new RecordFields();
    for (String field = next(); field != null; field = next()) {
      switch (field) {
        case "s" -> fields.seconds = json.getLongValue();
        case "n" -> fields.nanos = json.getIntValue();
        case "level" -> fields.level = Level.parse(json.getText()).orElse(Level.INFO);
        case "logger" -> fields.logger = json.getText();
        case "thread" -> fields.thread = json.getText();
        case "template" -> fields.template = json.getText();
        case "args" -> fields.arguments = texts();
        case "message" -> fields.message = json.getText();
        case "mdc" -> fields.mdc = map();
        case "markers" -> fields.markers = texts();
        case "kv" -> fields.keyValues = map();
        case "trace" -> fields.traceId = json.getText();
        case "span" -> fields.spanId = json.getText();
        case "thrown" -> fields.thrown = thrown();
        case "context" -> fields.context = json.getBooleanValue();
        default -> json.skipChildren();
      }
    }
    return fields.toRecord();
  }

  private Thrown thrown() throws IOException {
    String className = "";
    String message = null;
    List<Frame> frames = List.of();
    int common = 0;
    Thrown cause = null;
    List<Thrown> suppressed = List.of();
    for (String field = next(); field != null; field = next()) {
      switch (field) {
        case "c" -> className = json.getText();
        case "m" -> message = json.getText();
        case "frames" -> frames = list(this::frame);
        case "common" -> common = json.getIntValue();
        case "cause" -> cause = thrown();
        case "suppressed" -> suppressed = list(this::thrown);
        default -> json.skipChildren();
      }
    }
    return new Thrown(className, message, frames, common, cause, suppressed);
  }

  private Frame frame() throws IOException {
    String className = "";
    String method = "";
    String file = "";
    int line = 0;
    String jar = "";
    String version = "";
    List<CapturedValue> values = List.of();
    for (String field = next(); field != null; field = next()) {
      switch (field) {
        case "c" -> className = json.getText();
        case "m" -> method = json.getText();
        case "f" -> file = json.getText();
        case "l" -> line = json.getIntValue();
        case "j" -> jar = json.getText();
        case "v" -> version = json.getText();
        case "values" -> values = list(this::value);
        default -> json.skipChildren();
      }
    }
    return new Frame(className, method, file, line, jar, version, values);
  }

  private CapturedValue value() throws IOException {
    String name = "";
    String type = "";
    CapturedValue.Kind kind = CapturedValue.Kind.OBJECT;
    String text = "";
    List<CapturedValue> parts = List.of();
    boolean truncated = false;
    boolean redacted = false;
    for (String field = next(); field != null; field = next()) {
      switch (field) {
        case "name" -> name = json.getText();
        case "type" -> type = json.getText();
        case "kind" -> kind = kind(json.getText());
        case "text" -> text = json.getText();
        case "parts" -> parts = list(this::value);
        case "cut" -> truncated = json.getBooleanValue();
        case "redacted" -> redacted = json.getBooleanValue();
        default -> json.skipChildren();
      }
    }
    return new CapturedValue(name, type, kind, text, parts, truncated, redacted);
  }

  private static CapturedValue.Kind kind(String name) {
    for (CapturedValue.Kind kind : CapturedValue.Kind.values()) {
      if (kind.name().equals(name)) {
        return kind;
      }
    }
    return CapturedValue.Kind.OBJECT;
  }

  /** The next field of the object, its value ready to be read, or null at the object's end. */
  private @Nullable String next() throws IOException {
    String field = json.nextFieldName();
    if (field != null) {
      json.nextToken();
    }
    return field;
  }

  /** Reads one element. */
  @FunctionalInterface
  private interface Element<T> {
    T read() throws IOException;
  }

  private <T> List<T> list(Element<T> element) throws IOException {
    List<T> list = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      list.add(element.read());
    }
    return list;
  }

  private List<String> texts() throws IOException {
    return list(json::getText);
  }

  private Map<String, String> map() throws IOException {
    Map<String, String> map = new LinkedHashMap<>();
    for (String field = next(); field != null; field = next()) {
      map.put(field, json.getText());
    }
    return map;
  }

  /** What was read of a record so far. */
  private static final class RecordFields {
    long seconds;
    int nanos;
    Level level = Level.INFO;
    String logger = "";
    String thread = "";
    String template = "";
    List<String> arguments = List.of();
    String message = "";
    Map<String, String> mdc = Map.of();
    List<String> markers = List.of();
    Map<String, String> keyValues = Map.of();
    String traceId = "";
    String spanId = "";
    @Nullable Thrown thrown;
    boolean context;

    LogRecord toRecord() {
      return new LogRecord(
          Instant.ofEpochSecond(seconds, nanos),
          level,
          logger,
          thread,
          template,
          arguments,
          message,
          mdc,
          markers,
          keyValues,
          traceId,
          spanId,
          thrown,
          context);
    }
  }
}
