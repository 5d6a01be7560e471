package dev.hephaestus.client;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One logged event, copied out of the logging library.
 *
 * <p><em>Shape:</em> filled by whoever makes it, and by nobody once the client has it; one object
 * for a usual record, for each is a cost of the thread that logs. Arguments that cannot change are
 * kept as they are and rendered by the sender, as is the message made of them; all others are
 * rendered when they are given. The throwable is kept and walked by the sender.
 */
public final class ClientRecord extends Queued {
  static final int MAX_ARGUMENTS = 64;
  static final int MAX_ARGUMENT_CHARS = 8 * 1024;

  private static final Object[] NONE = {};
  private static final int VOID = -1;
  private static final int DIRECT = 3;
  private static final int BASE_BYTES = 128;
  private static final int THROWN_BYTES = 4096;

  private final long timeUnixNanos;
  private final RecordLevel level;
  private final String logger;
  private String thread = "";
  private @Nullable String template;
  // A usual record has three arguments at most: they need no array of their own.
  private @Nullable Object first;
  private @Nullable Object second;
  private @Nullable Object third;
  private int argumentCount;
  private @Nullable MessageRendering rendering;
  private Map<String, String> mdc = Map.of();
  private @Nullable Throwable throwable;
  private @Nullable RareParts rare;

  private ClientRecord(long timeUnixNanos, RecordLevel level, String logger) {
    super(BASE_BYTES);
    this.timeUnixNanos = timeUnixNanos;
    this.level = level;
    this.logger = logger;
  }

  /** A record of this time (nanoseconds since the Unix epoch), level and logger. */
  public static ClientRecord of(long timeUnixNanos, RecordLevel level, String logger) {
    return new ClientRecord(timeUnixNanos, level, logger);
  }

  /** The name of the thread that logged. */
  public ClientRecord thread(@Nullable String name) {
    this.thread = name == null ? "" : name;
    return this;
  }

  /** The message before its arguments were filled in; the message, if no other is given. */
  public ClientRecord template(@Nullable String text) {
    this.template = text;
    addBytes(length(text));
    return this;
  }

  /** The template's arguments, all at once; what can change is rendered now, safely. */
  public ClientRecord arguments(@Nullable Object @Nullable ... values) {
    for (int i = 0; values != null && i < Math.min(values.length, MAX_ARGUMENTS); i++) {
      Object kept = Immutables.kept(values[i], MAX_ARGUMENT_CHARS);
      keep(kept, Immutables.bytes(kept));
    }
    return this;
  }

  /**
   * Takes one more argument as it is; if it had to be rendered or cut, or if there are too many,
   * this record is void.
   */
  public void plainArgument(@Nullable Object value) {
    int bytes = Immutables.plainBytes(value, MAX_ARGUMENT_CHARS);
    if (value == null || bytes < 0 || isVoid() || argumentCount == MAX_ARGUMENTS) {
      argumentCount = VOID;
    } else {
      keep(value, bytes);
    }
  }

  /** Whether it was given an argument that it could not take as it is; it is of no use then. */
  public boolean isVoid() {
    return argumentCount == VOID;
  }

  private void keep(Object value, int bytes) {
    switch (argumentCount) {
      case 0:
        first = value;
        break;
      case 1:
        second = value;
        break;
      case 2:
        third = value;
        break;
      default:
        rare().further.add(value);
    }
    argumentCount++;
    addBytes(bytes);
  }

  /** The message with its arguments filled in. */
  public ClientRecord message(@Nullable String text) {
    if (text != null && !text.equals(template)) {
      rare().message = text;
      addBytes(text.length());
    }
    return this;
  }

  /** The message, from a library that renders it only now and may fail in user code. */
  public ClientRecord messageFrom(Supplier<@Nullable String> rendered) {
    try {
      return message(rendered.get());
    } catch (Throwable fault) { // of user code, an Error included: logging must not end its caller
      return message(unrendered(fault));
    }
  }

  /** The message, to be made of template and arguments by the sender. */
  public ClientRecord messageLater(MessageRendering later) {
    this.rendering = later;
    return this;
  }

  /** The mapped diagnostic context; it is copied, without pairs that lack a key or a value. */
  public ClientRecord mdc(@Nullable Map<String, String> map) {
    if (map == null || map.isEmpty()) {
      return this;
    }
    StringPairs copy = new StringPairs(map.size());
    map.forEach(copy::add);
    return unchangingMdc(copy);
  }

  /** The mapped diagnostic context, which must not change afterwards. */
  public ClientRecord unchangingMdc(@Nullable Map<String, String> map) {
    this.mdc = map == null ? Map.of() : map;
    return this;
  }

  /** The names of the markers, outermost first; the list must not change afterwards. */
  public ClientRecord markers(List<String> unchanging) {
    rare().markers = unchanging;
    return this;
  }

  /** A pair of the fluent API; its value is rendered now, safely. */
  public ClientRecord keyValue(@Nullable String key, @Nullable Object value) {
    String name = String.valueOf(key);
    String text = SafeText.rendered(value, MAX_ARGUMENT_CHARS);
    rare().addPair(name, text);
    addBytes(PairWeights.ofPair(name, text));
    return this;
  }

  /** What was thrown. */
  public ClientRecord throwable(@Nullable Throwable value) {
    this.throwable = value;
    addBytes(value == null ? 0 : THROWN_BYTES);
    return this;
  }

  /** What was thrown, where only its description is at hand (an event from another process). */
  public ClientRecord thrown(@Nullable ThrownSnapshot value) {
    if (value != null) {
      rare().thrown = value;
      addBytes(THROWN_BYTES);
    }
    return this;
  }

  /** What the agent saw in the calls that the throwable passed through. */
  ClientRecord captured(@Nullable CapturedCalls values) {
    if (values != null) {
      rare().captured = values;
      addBytes((int) Math.min(values.roughBytes(), Integer.MAX_VALUE));
    }
    return this;
  }

  @Override
  long timeUnixNanos() {
    return timeUnixNanos;
  }

  @Override
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

  /** Strings, or values of well-known immutable types; an array of the caller's own. */
  Object[] arguments() {
    if (argumentCount <= 0) {
      return NONE;
    }
    Object[] all = new Object[argumentCount];
    for (int i = 0; i < argumentCount; i++) {
      all[i] = argument(i);
    }
    return all;
  }

  private @Nullable Object argument(int index) {
    switch (index) {
      case 0:
        return first;
      case 1:
        return second;
      case 2:
        return third;
      default:
        return rare().further.get(index - DIRECT);
    }
  }

  /** The message; rendered now if the logging library left that for later. */
  @Nullable String message() {
    if (rendering == null || template == null) {
      return rare == null || rare.message == null ? template : rare.message;
    }
    try {
      return rendering.render(template, arguments());
    } catch (RuntimeException | LinkageError | StackOverflowError fault) {
      return unrendered(fault);
    }
  }

  @Override
  Map<String, String> mdc() {
    return mdc;
  }

  @Override
  ClientRecord record() {
    return this;
  }

  List<String> markers() {
    return rare == null ? List.of() : rare.markers;
  }

  Map<String, String> keyValues() {
    return rare == null || rare.keyValues == null ? Map.of() : rare.keyValues;
  }

  @Nullable Throwable throwable() {
    return throwable;
  }

  @Nullable ThrownSnapshot thrown() {
    return rare == null ? null : rare.thrown;
  }

  @Nullable CapturedCalls captured() {
    return rare == null ? null : rare.captured;
  }

  private RareParts rare() {
    RareParts parts = rare;
    if (parts == null) {
      parts = new RareParts();
      rare = parts;
    }
    return parts;
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }

  private static String unrendered(Throwable fault) {
    return "[message could not be rendered: " + fault.getClass().getName() + "]";
  }
}
