package dev.hephaestus.javaagent.attach;

/**
 * What a relay needs to know of its logging library.
 *
 * @param <E> the logging library's event
 */
interface SinkFactory<E> {

  /**
   * Makes the appender, or {@link Sink#none()} when the application has configured it itself.
   *
   * <p><i>Errors:</i> any throwable says that it cannot be had, and its message why.
   */
  Sink<E> open() throws ReflectiveOperationException;

  /** The event in a form that can be read later and on another thread. */
  E kept(E event);
}
