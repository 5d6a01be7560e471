package dev.hephaestus.client;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A logging library's event that was not copied, for it changes no more.
 *
 * <p><em>Shape:</em> with its arguments, whose array may be the application's own; they stand here
 * one by one, for an array would cost the thread that logs as much again.
 *
 * @param <E> the library's event
 */
public final class KeptEvent<E> extends Queued {
  /** This, the event, its time and the array of its arguments, about. */
  private static final int BASE_BYTES = 160;

  private static final int USUAL_TEXT_BYTES = 256;
  private static final int MAX_ARGUMENTS = 3;
  private static final @Nullable Object[] NONE = {};

  private final E event;
  private final KeptEventReader<E> reader;
  private final int count;
  private final @Nullable Object first;
  private final @Nullable Object second;
  private final @Nullable Object third;

  private KeptEvent(E event, KeptEventReader<E> reader, @Nullable Object[] arguments) {
    super(BASE_BYTES);
    this.event = event;
    this.reader = reader;
    this.count = arguments.length;
    this.first = count > 0 ? arguments[0] : null;
    this.second = count > 1 ? arguments[1] : null;
    this.third = count > 2 ? arguments[2] : null;
  }

  /**
   * The event with its arguments; null if these are too many, or if one may change or is to be cut.
   * There must not be a throwable: what the library made of that would be kept with it.
   */
  public static <E> @Nullable KeptEvent<E> of(
      E event,
      KeptEventReader<E> reader,
      @Nullable String template,
      @Nullable Object @Nullable [] arguments) {
    @Nullable Object[] given = arguments == null ? NONE : arguments;
    if (given.length > MAX_ARGUMENTS) {
      return null;
    }
    KeptEvent<E> kept = new KeptEvent<>(event, reader, given);
    return kept.weigh(template) ? kept : null;
  }

  /** False if an argument cannot be kept. */
  private boolean weigh(@Nullable String template) {
    int one = bytes(first);
    int two = bytes(second);
    int three = bytes(third);
    if ((one | two | three) < 0) { // One of them is.
      return false;
    }
    int text = one + two + three + (template == null ? 0 : template.length());
    // A long one counts twice: another appender may have the event remember its message.
    addBytes(text <= USUAL_TEXT_BYTES ? text : 2 * text);
    return true;
  }

  private static int bytes(@Nullable Object argument) {
    return Immutables.plainBytes(argument, ClientRecord.MAX_ARGUMENT_CHARS);
  }

  @Override
  long timeUnixNanos() {
    return reader.timeUnixNanos(event);
  }

  @Override
  RecordLevel level() {
    return reader.level(event);
  }

  @Override
  Map<String, String> mdc() {
    return reader.mdc(event);
  }

  @Override
  ClientRecord record() {
    ClientRecord record = reader.read(event, arguments());
    record.addBytes(Math.max(0, roughBytes() - record.roughBytes())); // Of its context at least.
    return record;
  }

  private @Nullable Object[] arguments() {
    @Nullable Object[] all = {first, second, third};
    return Arrays.copyOf(all, count);
  }
}
