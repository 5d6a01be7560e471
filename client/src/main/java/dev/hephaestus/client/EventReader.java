package dev.hephaestus.client;

import org.jspecify.annotations.Nullable;

/**
 * How an appender reads its logging library's events.
 *
 * <p><em>Errors:</em> whatever it throws is counted as an unreadable record and goes no further.
 *
 * <p><em>Threads:</em> called on the application's logging threads.
 *
 * @param <E> the library's event
 */
public interface EventReader<E> {
  /** Its severity. */
  RecordLevel level(E event);

  /** Its logger's name. */
  String logger(E event);

  /**
   * As {@link #read}, or the event itself where that stays as it is; but null if it takes any of
   * the application's code, such as an argument's {@code toString}: what is logged from there would
   * come back here, and must be kept away.
   */
  default @Nullable Queued readPlain(E event) {
    return null;
  }

  /** A copy that stays true after the event is reused or its arguments change. */
  ClientRecord read(E event);
}
