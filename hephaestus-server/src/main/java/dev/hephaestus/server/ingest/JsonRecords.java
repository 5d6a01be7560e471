package dev.hephaestus.server.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Clock;
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
 * error.stack_trace}); those of GELF, Pino, Bunyan, structlog, Zap and Serilog; or an export of
 * OpenTelemetry's (see {@link OpenTelemetryJson}). Frames are objects or text as a stack trace
 * prints it; a whole trace may be of any language. Unknown keys are ignored.
 */
final class JsonRecords {

  private static final int DEEPEST = 400;
  private static final int LONGEST_TEXT = 32 << 20;
  private static final int MOST_RECORDS = 10_000;

  private static final String[] MESSAGES = {
    "message",
    "msg",
    "formattedMessage",
    "short_message",
    "event",
    "RenderedMessage",
    "@m",
    "@mt",
    "MessageTemplate",
    "body",
    "text",
    "log"
  };

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
        } else if (OpenTelemetryJson.isOne(value)) {
          OpenTelemetryJson.records(value, MOST_RECORDS).forEach(each -> records.add(record(each)));
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
    String message = JsonFields.text(node, MESSAGES);
    if (!node.isObject() || (thrown == null && message.isEmpty())) {
      throw new UnreadableLogException(
          "a JSON record needs a message or a throwable: expected keys such as level, logger,"
              + " message, throwable, stack_trace or chain");
    }
    String shown = message.isEmpty() && thrown != null ? thrown.headline() : message;
    return new LogRecord(
        JsonTimes.of(node, clock),
        JsonLevels.of(node),
        JsonFields.text(
            node, "logger", "logger_name", "log.logger", "loggerName", "_log_logger", "_logger"),
        JsonFields.text(
            node,
            "thread",
            "thread_name",
            "process.thread.name",
            "threadName",
            "_process_thread_name",
            "_thread_name"),
        JsonFields.text(node, "template", "messageTemplate", "MessageTemplate", "@mt"),
        texts(node.path("arguments")),
        shown,
        map(node.path("mdc")),
        texts(node.path("markers")),
        Map.of(),
        JsonFields.text(node, "traceId", "trace.id", "trace_id"),
        JsonFields.text(node, "spanId", "span.id", "span_id"),
        thrown,
        false);
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
