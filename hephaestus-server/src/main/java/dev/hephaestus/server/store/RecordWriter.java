package dev.hephaestus.server.store;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.hephaestus.server.ingest.CapturedValue;
import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.Thrown;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes log records as JSON objects.
 *
 * <p><i>Shape:</i> field names are short because they are repeated for every frame; what is empty,
 * zero or false is left out.
 *
 * <p><i>Threads:</i> for one.
 */
final class RecordWriter {
  private final JsonGenerator json;

  RecordWriter(JsonGenerator json) {
    this.json = json;
  }

  void write(LogRecord record) throws IOException {
    json.writeStartObject();
    time(record.time());
    json.writeStringField("level", record.level().name());
    text("logger", record.logger());
    text("thread", record.thread());
    text("template", record.template());
    texts("args", record.arguments());
    text("message", record.message());
    map("mdc", record.mdc());
    texts("markers", record.markers());
    map("kv", record.keyValues());
    text("trace", record.traceId());
    text("span", record.spanId());
    thrown("thrown", record.thrown());
    flag("context", record.context());
    json.writeEndObject();
  }

  private void time(Instant time) throws IOException {
    json.writeNumberField("s", time.getEpochSecond());
    number("n", time.getNano());
  }

  private void thrown(String field, @Nullable Thrown thrown) throws IOException {
    if (thrown != null) {
      json.writeFieldName(field);
      thrown(thrown);
    }
  }

  private void thrown(Thrown thrown) throws IOException {
    json.writeStartObject();
    text("c", thrown.className());
    if (thrown.message() != null) {
      // An empty message is not the same as none.
      json.writeStringField("m", wellFormed(thrown.message()));
    }
    if (!thrown.frames().isEmpty()) {
      json.writeArrayFieldStart("frames");
      for (Frame frame : thrown.frames()) {
        frame(frame);
      }
      json.writeEndArray();
    }
    number("common", thrown.framesInCommon());
    thrown("cause", thrown.cause());
    if (!thrown.suppressed().isEmpty()) {
      json.writeArrayFieldStart("suppressed");
      for (Thrown suppressed : thrown.suppressed()) {
        thrown(suppressed);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private void frame(Frame frame) throws IOException {
    json.writeStartObject();
    text("c", frame.className());
    text("m", frame.method());
    text("f", frame.file());
    number("l", frame.line());
    text("j", frame.jar());
    text("v", frame.version());
    values("values", frame.values());
    json.writeEndObject();
  }

  private void values(String field, List<CapturedValue> values) throws IOException {
    if (values.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart(field);
    for (CapturedValue value : values) {
      json.writeStartObject();
      text("name", value.name());
      text("type", value.type());
      json.writeStringField("kind", value.kind().name());
      text("text", value.text());
      values("parts", value.parts());
      flag("cut", value.truncated());
      flag("redacted", value.redacted());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void text(String field, String text) throws IOException {
    if (!text.isEmpty()) {
      json.writeStringField(field, wellFormed(text));
    }
  }

  private void number(String field, int number) throws IOException {
    if (number != 0) {
      json.writeNumberField(field, number);
    }
  }

  private void flag(String field, boolean flag) throws IOException {
    if (flag) {
      json.writeBooleanField(field, true);
    }
  }

  private void texts(String field, List<String> texts) throws IOException {
    if (texts.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart(field);
    for (String text : texts) {
      json.writeString(wellFormed(text));
    }
    json.writeEndArray();
  }

  private void map(String field, Map<String, String> map) throws IOException {
    if (map.isEmpty()) {
      return;
    }
    json.writeObjectFieldStart(field);
    for (Map.Entry<String, String> entry : map.entrySet()) {
      json.writeStringField(wellFormed(entry.getKey()), wellFormed(entry.getValue()));
    }
    json.writeEndObject();
  }

  /**
   * Half a surrogate pair has no UTF-8 form; a log may hold one where a text was cut, and must not
   * stop the batch that it is in.
   */
  private static String wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return replaceHalfPairs(text);
      }
    }
    return text;
  }

  private static String replaceHalfPairs(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c ->
                clean.appendCodePoint(
                    c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c));
    return clean.toString();
  }
}
