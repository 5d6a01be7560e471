package dev.hephaestus.javaagent.attach;

import java.util.Optional;

/**
 * What a relay needs to know of its logging library.
 *
 * @param <E> the logging library's event
 */
interface SinkFactory<E> {

  /**
   * Makes the appender; empty when the application has configured one itself.
   *
   * <p><i>Errors:</i> any throwable says that it cannot be had, and its message why.
   */
  Optional<Sink<E>> open();

  /** Whether it is to be sent soon: what is no warning is context, which waits for an error. */
  boolean isPressing(E event);

  /** Whether an earlier process left in the spool what is still to be sent. */
  boolean isOwed();

  /** The event in a form that can be read later and on another thread. */
  E kept(E event);
}
