package dev.hephaestus.client;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One logged event, copied out of the logging library.
 *
 * <p><em>Shape:</em> immutable. Arguments that cannot change are kept as they are and rendered by
 * the sender; all others are rendered when it is built. The throwable is kept and walked by the
 * sender.
 */
public final class ClientRecord {
  static final int MAX_ARGUMENTS = 64;
  static final int MAX_ARGUMENT_CHARS = 8 * 1024;

  private final long timeUnixNanos;
  private final RecordLevel level;
  private final String logger;
  private final String thread;
  private final @Nullable String template;
  private final Object[] arguments;
  private final @Nullable String message;
  private final Map<String, String> mdc;
  private final List<String> markers;
  private final Map<String, String> keyValues;
  private final @Nullable Throwable throwable;
  private final @Nullable ThrownSnapshot thrown;
  private @Nullable CapturedCalls captured;

  private ClientRecord(Builder from) {
    this.timeUnixNanos = from.timeUnixNanos;
    this.level = from.level;
    this.logger = from.logger;
    this.thread = from.thread;
    this.template = from.template;
    this.arguments = from.arguments;
    this.message = from.message;
    this.mdc = from.mdc;
    this.markers = from.markers;
    this.keyValues = from.keyValues;
    this.throwable = from.throwable;
    this.thrown = from.thrown;
  }

  /** A record of this time (nanoseconds since the Unix epoch), level and logger. */
  public static Builder builder(long timeUnixNanos, RecordLevel level, String logger) {
    return new Builder(timeUnixNanos, level, logger);
  }

  long timeUnixNanos() {
    return timeUnixNanos;
  }

  RecordLevel level() {
    return level;
  }

  String logger() {
    return logger;
  }

  String thread() {
    return thread;
  }

  @Nullable String template() {
    return template;
  }

  /** Strings, or values of well-known immutable types. */
  Object[] arguments() {
    return arguments;
  }

  @Nullable String message() {
    return message;
  }

  Map<String, String> mdc() {
    return mdc;
  }

  List<String> markers() {
    return markers;
  }

  Map<String, String> keyValues() {
    return keyValues;
  }

  @Nullable Throwable throwable() {
    return throwable;
  }

  @Nullable ThrownSnapshot thrown() {
    return thrown;
  }

  /** What the agent saw in the calls that the throwable passed through. */
  @Nullable CapturedCalls captured() {
    return captured;
  }

  /** The record with that; before anyone else sees it. */
  ClientRecord withCaptured(@Nullable CapturedCalls values) {
    captured = values;
    return this;
  }

  /** About how much memory it keeps alive, in bytes. */
  long roughBytes() {
    long chars = (long) logger.length() + length(template) + length(message);
    for (Object argument : arguments) {
      chars += argument instanceof String ? ((String) argument).length() : 24;
    }
    chars += chars(mdc) + chars(keyValues);
    boolean withThrown = throwable != null || thrown != null;
    long values = captured == null ? 0 : captured.roughBytes();
    return 160 + chars + (withThrown ? 4096 : 0) + values;
  }

  private static long chars(Map<String, String> map) {
    long chars = 0;
    for (Map.Entry<String, String> entry : map.entrySet()) {
      chars += 32 + entry.getKey().length() + entry.getValue().length();
    }
    return chars;
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }

  /** Collects a record's parts; all but the three it is made with are optional. */
  public static final class Builder {
    private static final Object[] NONE = {};

    private final long timeUnixNanos;
    private final RecordLevel level;
    private final String logger;
    private String thread = "";
    private @Nullable String template;
    private Object[] arguments = NONE;
    private @Nullable String message;
    private Map<String, String> mdc = Map.of();
    private List<String> markers = List.of();
    private Map<String, String> keyValues = Map.of();
    private @Nullable Throwable throwable;
    private @Nullable ThrownSnapshot thrown;

    private Builder(long timeUnixNanos, RecordLevel level, String logger) {
      this.timeUnixNanos = timeUnixNanos;
      this.level = level;
      this.logger = logger;
    }

    /** The name of the thread that logged. */
    public Builder thread(@Nullable String name) {
      this.thread = name == null ? "" : name;
      return this;
    }

    /** The message before its arguments were filled in. */
    public Builder template(@Nullable String text) {
      this.template = text;
      return this;
    }

    /** The template's arguments; what can change is rendered now, safely. */
    public Builder arguments(@Nullable Object @Nullable ... values) {
      if (values == null || values.length == 0) {
        return this;
      }
      Object[] kept = new Object[Math.min(values.length, MAX_ARGUMENTS)];
      for (int i = 0; i < kept.length; i++) {
        kept[i] = Immutables.kept(values[i], MAX_ARGUMENT_CHARS);
      }
      this.arguments = kept;
      return this;
    }

    /** The message with its arguments filled in. */
    public Builder message(@Nullable String text) {
      this.message = text;
      return this;
    }

    /** The message, from a library that renders it only now and may fail in user code. */
    public Builder messageFrom(Supplier<@Nullable String> rendering) {
      try {
        this.message = rendering.get();
      } catch (
          Throwable fault) { // of user code, an Error included: logging must not end its caller
        this.message = "[message could not be rendered: " + fault.getClass().getName() + "]";
      }
      return this;
    }

    /** The mapped diagnostic context; it is copied, without pairs that lack a key or a value. */
    public Builder mdc(@Nullable Map<String, String> map) {
      if (map == null || map.isEmpty()) {
        return this;
      }
      Map<String, String> copy = new HashMap<>();
      for (Map.Entry<String, String> entry : map.entrySet()) {
        if (entry.getKey() != null && entry.getValue() != null) {
          copy.put(entry.getKey(), entry.getValue());
        }
      }
      this.mdc = copy;
      return this;
    }

    /** The names of the markers, outermost first; the list must not change afterwards. */
    public Builder markers(List<String> unchanging) {
      this.markers = unchanging;
      return this;
    }

    /** A pair of the fluent API; its value is rendered now, safely. */
    public Builder keyValue(@Nullable String key, @Nullable Object value) {
      if (keyValues.isEmpty()) {
        keyValues = new LinkedHashMap<>();
      }
      keyValues.put(String.valueOf(key), SafeText.rendered(value, MAX_ARGUMENT_CHARS));
      return this;
    }

    /** What was thrown. */
    public Builder throwable(@Nullable Throwable value) {
      this.throwable = value;
      return this;
    }

    /** What was thrown, where only its description is at hand (an event from another process). */
    public Builder thrown(@Nullable ThrownSnapshot value) {
      this.thrown = value;
      return this;
    }

    /** The record. */
    public ClientRecord build() {
      return new ClientRecord(this);
    }
  }
}
