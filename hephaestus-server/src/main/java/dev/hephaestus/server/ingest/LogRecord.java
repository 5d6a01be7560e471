package dev.hephaestus.server.ingest;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One logged event.
 *
 * @param time when it was logged
 * @param level its severity
 * @param logger the logger's name, empty for the root logger
 * @param thread the name of the logging thread, or empty
 * @param template the message before its arguments were filled in, or empty when not known
 * @param arguments the template's arguments, rendered
 * @param message the message with its arguments filled in
 * @param mdc the mapped diagnostic context
 * @param markers marker names, outermost first
 * @param keyValues key-value pairs of the fluent API
 * @param traceId W3C trace id in hexadecimal, or empty
 * @param spanId W3C span id in hexadecimal, or empty
 * @param thrown what was thrown, or null
 * @param context whether it only came along because a trigger followed
 */
public record LogRecord(
    Instant time,
    Level level,
    String logger,
    String thread,
    String template,
    List<String> arguments,
    String message,
    Map<String, String> mdc,
    List<String> markers,
    Map<String, String> keyValues,
    String traceId,
    String spanId,
    @Nullable Thrown thrown,
    boolean context) {

  public LogRecord {
    Objects.requireNonNull(time, "time");
    Objects.requireNonNull(level, "level");
    Objects.requireNonNull(logger, "logger");
    Objects.requireNonNull(message, "message");
    arguments = List.copyOf(arguments);
    mdc = inOrder(mdc);
    markers = List.copyOf(markers);
    keyValues = inOrder(keyValues);
  }

  private static Map<String, String> inOrder(Map<String, String> map) {
    return map.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /** A record of which only the message and the throwable are known, as in a pasted trace. */
  public static LogRecord of(
      Instant time, Level level, String logger, String message, @Nullable Thrown thrown) {
    return new LogRecord(
        time, level, logger, "", "", List.of(), message, Map.of(), List.of(), Map.of(), "", "",
        thrown, false);
  }
}
