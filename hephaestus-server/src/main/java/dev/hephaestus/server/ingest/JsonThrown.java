package dev.hephaestus.server.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a throwable out of a record that was written as JSON. */
final class JsonThrown {

  private static final int DEEPEST = 100;
  private static final int LONGEST_TRACE = 32 << 20;

  /** Keys that hold a throwable in the record's own shape, or a trace. */
  private static final List<String> OWN = List.of("throwable", "thrown", "exception");

  private static final List<String> OBJECTS =
      List.of("throwable", "thrown", "exception", "error", "err", "Exception");

  /** Where loggers put a trace and nothing else. */
  private static final List<String> TRACES =
      List.of(
          "throwable",
          "thrown",
          "exception",
          "stack_trace",
          "stackTrace",
          "error.stack_trace",
          "stack");

  /** Where a trace may stand, in the order of how likely it is. */
  private static final List<String> TEXTS =
      List.of(
          "error.stack",
          "exception.stacktrace",
          "attributes.exception.stacktrace",
          "_error_stack_trace",
          "exc_info",
          "exc_text",
          "traceback",
          "errorVerbose",
          "stacktrace",
          "backtrace",
          "@x",
          "Exception",
          "error",
          "err",
          "full_message",
          "message",
          "msg",
          "event",
          "body",
          "text",
          "log");

  private static final List<String> STACKS =
      List.of("stack", "stack_trace", "stackTrace", "stacktrace", "backtrace", "trace");

  private static final String[] TYPES = {"type", "name", "className", "class"};

  private static final String[] TYPES_BESIDE = {
    "error.type",
    "error.name",
    "exception.type",
    "attributes.exception.type",
    "_error_type",
    "exception_class"
  };

  private static final String[] MESSAGES = {
    "error.message",
    "exception.message",
    "attributes.exception.message",
    "_error_message",
    "error",
    "message",
    "msg"
  };

  private JsonThrown() {}

  /** The throwable of a record, or null when it has none. */
  static @Nullable Thrown read(JsonNode record) {
    if (record.path("chain").isArray()) {
      return chain(record.path("chain"));
    }
    for (String key : OBJECTS) {
      JsonNode value = record.path(key);
      Thrown thrown = value.isObject() ? object(value, OWN.contains(key)) : null;
      if (thrown != null) {
        return thrown;
      }
    }
    String headline = headline(record, TYPES_BESIDE);
    for (String key : TRACES) {
      Thrown thrown = printed(JsonFields.find(record, key), headline);
      if (thrown != null) {
        return thrown;
      }
    }
    return within(record, headline);
  }

  /** The trace in a text that also says something else: only calls leave no doubt. */
  private static @Nullable Thrown within(JsonNode record, String headline) {
    for (String key : TEXTS) {
      JsonNode text = JsonFields.find(record, key);
      boolean lines = text.isArray() || text.asText().indexOf('\n') >= 0;
      Thrown thrown = lines ? printed(text, headline) : null;
      if (thrown != null && thrown.chain().stream().anyMatch(link -> !link.frames().isEmpty())) {
        return thrown;
      }
    }
    return null;
  }

  /**
   * A throwable that is an object of its own.
   *
   * @param own whether the key leaves no doubt that it has to be one
   */
  private static @Nullable Thrown object(JsonNode value, boolean own) {
    for (String key : STACKS) {
      Thrown thrown = printed(value.path(key), headline(value, TYPES));
      if (thrown != null) {
        return thrown;
      }
    }
    return own || value.path("frames").isArray() ? thrown(value, 0) : null;
  }

  /** A trace that is one text, or a list of its lines. */
  private static @Nullable Thrown printed(JsonNode trace, String headline) {
    String text = "";
    if (trace.isTextual()) {
      text = trace.asText();
    } else if (trace.isArray() && !trace.isEmpty() && trace.get(0).isTextual()) {
      StringBuilder lines = new StringBuilder();
      for (JsonNode line : trace) {
        if (lines.length() < LONGEST_TRACE) {
          lines.append(line.asText()).append('\n');
        }
      }
      text = lines.toString();
    }
    return text.isBlank() ? null : TraceReader.read(text, headline);
  }

  /** What the fields beside a trace say of it, for traces that are calls only. */
  private static String headline(JsonNode node, String... types) {
    String type = JsonFields.text(node, types);
    String message = JsonFields.text(node, MESSAGES);
    return type.isEmpty() || message.isEmpty() ? type + message : type + ": " + message;
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
                  className(JsonFields.text(link, "className", "class", "type")),
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
        className(JsonFields.text(node, "className", "class", "type", "name")),
        message(node.path("message")),
        frames(node.path(node.has("extendedStackTrace") ? "extendedStackTrace" : "frames")),
        Math.max(0, node.path("framesInCommon").asInt(node.path("commonElementCount").asInt())),
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
                JsonFields.text(node, "class", "className"),
                JsonFields.text(node, "method", "methodName"),
                JsonFields.text(node, "file", "fileName"),
                node.path("line").asInt(node.path("lineNumber").asInt())));
      }
    }
    return frames;
  }
}
