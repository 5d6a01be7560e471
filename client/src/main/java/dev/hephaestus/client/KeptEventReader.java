package dev.hephaestus.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the sender reads events of a logging library that were kept as they are.
 *
 * <p><em>Errors:</em> an event that cannot be read is counted as such.
 *
 * <p><em>Threads:</em> any; on the sender's none of the application's code may run.
 *
 * @param <E> the library's event
 */
public interface KeptEventReader<E> extends EventReader<E> {
  /** When it was logged, in nanoseconds since the Unix epoch. */
  long timeUnixNanos(E event);

  /**
   * Its mapped diagnostic context, which does not change any more; the same map whenever it is
   * asked for. First on the thread that logs, before the event is handed over.
   */
  Map<String, String> mdc(E event);

  /** All of it but the arguments, for which its own array may not be trusted any more. */
  ClientRecord read(E event, @Nullable Object[] arguments);
}
