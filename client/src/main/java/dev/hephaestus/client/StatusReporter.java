package dev.hephaestus.client;

import org.jspecify.annotations.Nullable;

/**
 * How the client tells its host about itself: the status manager of a logging library.
 *
 * <p>The client throttles what it reports, never reports once a record, and has no word for an
 * error: a server that is away is not the application's fault.
 *
 * <p><em>Threads:</em> called on any thread.
 */
public interface StatusReporter {
  /** Something worth knowing. */
  void info(String message);

  /** Something that keeps records from arriving. */
  void warn(String message, @Nullable Throwable cause);

  /** One line about a fix, for the application's own log. */
  void solution(String line);
}
