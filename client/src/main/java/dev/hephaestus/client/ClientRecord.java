package dev.hephaestus.client;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One logged event, copied out of the logging library.
 *
 * <p><em>Shape:</em> immutable, but for its weight until it is queued. Arguments that cannot change
 * are kept as they are and rendered by the sender, as is the message made of them; all others are
 * rendered when it is built. The throwable is kept and walked by the sender.
 */
public final class ClientRecord {
  static final int MAX_ARGUMENTS = 64;
  static final int MAX_ARGUMENT_CHARS = 8 * 1024;

  private static final int BASE_BYTES = 128;
  private static final int THROWN_BYTES = 4096;

  private final long timeUnixNanos;
  private final RecordLevel level;
  private final String logger;
  private final String thread;
  private final @Nullable String template;
  private final Object[] arguments;
  private final @Nullable String message;
  private final @Nullable MessageRendering rendering;
  private final Map<String, String> mdc;
  private final List<String> markers;
  private final Map<String, String> keyValues;
  private final @Nullable Throwable throwable;
  private final @Nullable ThrownSnapshot thrown;
  private int roughBytes;
  private @Nullable CapturedCalls captured;

  private ClientRecord(Builder from) {
    this.timeUnixNanos = from.timeUnixNanos;
    this.level = from.level;
    this.logger = from.logger;
    this.thread = from.thread;
    this.template = from.template;
    this.arguments = from.arguments;
    this.message = from.message;
    this.rendering = from.rendering;
    this.mdc = from.mdc;
    this.markers = from.markers;
    this.keyValues = from.keyValues;
    this.throwable = from.throwable;
    this.thrown = from.thrown;
    this.roughBytes = weigh(from.argumentBytes);
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

  /** The message; rendered now if the logging library left that for later. */
  @Nullable String message() {
    if (rendering == null || template == null) {
      return message;
    }
    try {
      return rendering.render(template, arguments);
    } catch (RuntimeException | LinkageError | StackOverflowError fault) {
      return "[message could not be rendered: " + fault.getClass().getName() + "]";
    }
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
    if (values != null) {
      addBytes((int) Math.min(values.roughBytes(), Integer.MAX_VALUE));
    }
    return this;
  }

  /** About how much memory it keeps alive, in bytes. */
  int roughBytes() {
    return roughBytes;
  }

  /** Takes its contexts into account as well, before it is handed to another thread. */
  void addBytes(int bytes) {
    roughBytes = (int) Math.min((long) roughBytes + bytes, Integer.MAX_VALUE);
  }

  private int weigh(long argumentBytes) {
    long bytes = BASE_BYTES + argumentBytes + length(template) + length(message);
    if (throwable != null || thrown != null) {
      bytes += THROWN_BYTES;
    }
    return (int) Math.min(bytes, Integer.MAX_VALUE);
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
    private long argumentBytes;
    private @Nullable String message;
    private @Nullable MessageRendering rendering;
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
      Object[] kept = Arrays.copyOf(values, Math.min(values.length, MAX_ARGUMENTS), Object[].class);
      for (int i = 0; i < kept.length; i++) {
        kept[i] = Immutables.kept(kept[i], MAX_ARGUMENT_CHARS);
        argumentBytes += Immutables.bytes(kept[i]);
      }
      this.arguments = kept;
      return this;
    }

    /**
     * The template's arguments, in an array that nobody else has; false, and none are taken, if any
     * of them has to be rendered or cut.
     */
    public boolean plainArguments(@Nullable Object[] own) {
      long bytes = 0;
      for (Object value : own) {
        if (value == null || !Immutables.isPlain(value, MAX_ARGUMENT_CHARS)) {
          return false;
        }
        bytes += Immutables.bytes(value);
      }
      this.argumentBytes = bytes;
      this.arguments = own;
      return own.length <= MAX_ARGUMENTS;
    }

    /** The message with its arguments filled in. */
    public Builder message(@Nullable String text) {
      this.message = text;
      return this;
    }

    /** The message, from a library that renders it only now and may fail in user code. */
    public Builder messageFrom(Supplier<@Nullable String> rendered) {
      try {
        this.message = rendered.get();
      } catch (
          Throwable fault) { // of user code, an Error included: logging must not end its caller
        this.message = "[message could not be rendered: " + fault.getClass().getName() + "]";
      }
      return this;
    }

    /** The message, to be made of template and arguments by the sender. */
    public Builder messageLater(MessageRendering later) {
      this.rendering = later;
      return this;
    }

    /** The mapped diagnostic context; it is copied, without pairs that lack a key or a value. */
    public Builder mdc(@Nullable Map<String, String> map) {
      if (map == null || map.isEmpty()) {
        return this;
      }
      StringPairs copy = new StringPairs(map.size());
      map.forEach(copy::add);
      this.mdc = copy;
      return this;
    }

    /** The mapped diagnostic context, which must not change afterwards. */
    public Builder unchangingMdc(@Nullable Map<String, String> map) {
      this.mdc = map == null ? Map.of() : map;
      return this;
    }

    /** The names of the markers, outermost first; the list must not change afterwards. */
    public Builder markers(List<String> unchanging) {
      this.markers = unchanging;
      return this;
    }

    /** The pairs of the fluent API, which must not change afterwards. */
    public Builder keyValues(StringPairs pairs) {
      this.keyValues = pairs;
      return this;
    }

    /** A pair of the fluent API; its value is rendered now, safely. */
    public Builder keyValue(@Nullable String key, @Nullable Object value) {
      StringPairs pairs =
          keyValues instanceof StringPairs ? (StringPairs) keyValues : new StringPairs(4);
      pairs.add(String.valueOf(key), String.valueOf(SafeText.rendered(value, MAX_ARGUMENT_CHARS)));
      this.keyValues = pairs;
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
