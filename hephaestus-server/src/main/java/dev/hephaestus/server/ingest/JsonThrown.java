package dev.hephaestus.server.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a throwable out of a record that was written as JSON. */
final class JsonThrown {

  private static final int DEEPEST = 100;

  private JsonThrown() {}

  /** The throwable of a record, or null when it has none. */
  static @Nullable Thrown read(JsonNode record) {
    if (record.path("chain").isArray()) {
      return chain(record.path("chain"));
    }
    for (String key : new String[] {"throwable", "thrown", "exception"}) {
      JsonNode value = record.path(key);
      if (value.isObject()) {
        return thrown(value, 0);
      }
      if (value.isTextual()) {
        return printed(value.asText());
      }
    }
    return printed(
        JsonRecords.text(record, "stack_trace", "stackTrace", "error.stack_trace", "stack"));
  }

  private static @Nullable Thrown printed(String trace) {
    return trace.isBlank() ? null : TraceReader.read(trace, "");
  }

  /** Outermost first; each link is the cause of the one before it. */
  private static @Nullable Thrown chain(JsonNode links) {
    Thrown cause = null;
    for (int i = Math.min(links.size(), DEEPEST) - 1; i >= 0; i--) {
      JsonNode link = links.get(i);
      cause =
          link.isArray()
              ? new Thrown(
                  className(link.path(0).asText()),
                  message(link.path(1)),
                  frames(link.path(2)),
                  0,
                  cause,
                  List.of())
              : new Thrown(
                  className(JsonRecords.text(link, "className", "class", "type")),
                  message(link.path("message")),
                  frames(link.path("frames")),
                  link.path("framesInCommon").asInt(),
                  cause,
                  List.of());
    }
    return cause;
  }

  private static Thrown thrown(JsonNode node, int depth) {
    List<Thrown> suppressed = new ArrayList<>();
    if (depth < DEEPEST) {
      node.path("suppressed").forEach(each -> suppressed.add(thrown(each, depth + 1)));
    }
    JsonNode cause = node.path("cause");
    return new Thrown(
        className(JsonRecords.text(node, "className", "class", "type")),
        message(node.path("message")),
        frames(node.path("frames")),
        Math.max(0, node.path("framesInCommon").asInt()),
        cause.isObject() && depth < DEEPEST ? thrown(cause, depth + 1) : null,
        suppressed);
  }

  private static String className(String name) {
    if (name.isBlank()) {
      throw new UnreadableLogException(
          "a throwable in the JSON record has no className; expected className, message and frames");
    }
    return name;
  }

  private static @Nullable String message(JsonNode node) {
    return node.isMissingNode() || node.isNull() || node.asText().isEmpty() ? null : node.asText();
  }

  private static List<Frame> frames(JsonNode nodes) {
    List<Frame> frames = new ArrayList<>();
    for (JsonNode node : nodes) {
      if (node.isTextual()) {
        String text = node.asText().strip();
        FrameLine.parseCall(text.startsWith("at ") ? text.substring(3) : text)
            .ifPresent(frames::add);
      } else if (node.isObject()) {
        frames.add(
            Frame.of(
                JsonRecords.text(node, "class", "className"),
                JsonRecords.text(node, "method", "methodName"),
                JsonRecords.text(node, "file", "fileName"),
                node.path("line").asInt(node.path("lineNumber").asInt())));
      }
    }
    return frames;
  }
}
