package dev.hephaestus.server.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads records that were written as JSON.
 *
 * <p><i>Shape:</i> {@code level}, {@code logger}, {@code thread}, {@code message}, {@code
 * template}, {@code arguments}, {@code mdc} and {@code throwable} ({@code className}, {@code
 * message}, {@code frames}, {@code cause}, {@code suppressed}); or {@code chain}: {@code [[class,
 * message, [frames]], …]}, outermost first; or the names of logstash-logback-encoder ({@code
 * logger_name}, {@code stack_trace}) and of the Elastic Common Schema ({@code log.level}, {@code
 * error.stack_trace}). Frames are objects or text as a stack trace prints it. Unknown keys are
 * ignored.
 */
final class JsonRecords {

  private static final int DEEPEST = 400;
  private static final int LONGEST_TEXT = 32 << 20;
  private static final int MOST_RECORDS = 10_000;

  private final Clock clock;
  private final ObjectMapper mapper =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(DEEPEST)
                      .maxStringLength(LONGEST_TEXT)
                      .build())
              .build());

  JsonRecords(Clock clock) {
    this.clock = clock;
  }

  List<LogRecord> read(String text) {
    List<LogRecord> records = new ArrayList<>();
    try (MappingIterator<JsonNode> values = mapper.readerFor(JsonNode.class).readValues(text)) {
      while (values.hasNextValue() && records.size() < MOST_RECORDS) {
        JsonNode value = values.nextValue();
        if (value.isArray()) {
          value.forEach(each -> records.add(record(each)));
        } else {
          records.add(record(value));
        }
      }
    } catch (JsonProcessingException e) {
      throw new UnreadableLogException(
          "the input looks like JSON and is not: " + e.getOriginalMessage() + place(e), e);
    } catch (IOException e) {
      throw new UnreadableLogException("the input cannot be read", e);
    }
    return records;
  }

  private static String place(JsonProcessingException e) {
    return e.getLocation() == null
        ? ""
        : " (line "
            + e.getLocation().getLineNr()
            + ", column "
            + e.getLocation().getColumnNr()
            + ")";
  }

  private LogRecord record(JsonNode node) {
    Thrown thrown = JsonThrown.read(node);
    String message = text(node, "message", "msg", "formattedMessage");
    if (!node.isObject() || (thrown == null && message.isEmpty())) {
      throw new UnreadableLogException(
          "a JSON record needs a message or a throwable: expected keys such as level, logger,"
              + " message, throwable, stack_trace or chain");
    }
    String shown = message.isEmpty() && thrown != null ? thrown.headline() : message;
    return new LogRecord(
        time(text(node, "@timestamp", "time", "timestamp", "instant")),
        Level.parse(text(node, "level", "log.level", "severity")).orElse(Level.ERROR),
        text(node, "logger", "logger_name", "log.logger", "loggerName"),
        text(node, "thread", "thread_name", "process.thread.name"),
        text(node, "template", "messageTemplate"),
        texts(node.path("arguments")),
        shown,
        map(node.path("mdc")),
        texts(node.path("markers")),
        Map.of(),
        text(node, "traceId", "trace.id", "trace_id"),
        text(node, "spanId", "span.id", "span_id"),
        thrown,
        false);
  }

  private Instant time(String text) {
    try {
      return text.isEmpty() ? clock.instant() : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException unknownFormat) {
      return clock.instant();
    }
  }

  /** The first of the keys that holds a text, flat ({@code "log.level"}) or nested. */
  static String text(JsonNode node, String... keys) {
    for (String key : keys) {
      JsonNode flat = node.path(key);
      JsonNode value = flat.isMissingNode() ? node.at("/" + key.replace('.', '/')) : flat;
      if (value.isValueNode() && !value.isNull()) {
        return value.asText();
      }
    }
    return "";
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(shown(each)));
    return texts;
  }

  private static Map<String, String> map(JsonNode object) {
    Map<String, String> map = new LinkedHashMap<>();
    object.properties().forEach(entry -> map.put(entry.getKey(), shown(entry.getValue())));
    return map;
  }

  private static String shown(@Nullable JsonNode value) {
    return value == null ? "null" : value.isTextual() ? value.asText() : value.toString();
  }
}
