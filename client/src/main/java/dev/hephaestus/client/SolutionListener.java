package dev.hephaestus.client;

/**
 * Is told of the fixes that the server found.
 *
 * <p><em>Shape:</em> given to an appender, or named in {@code
 * META-INF/services/dev.hephaestus.client.SolutionListener}.
 *
 * <p><em>Errors:</em> what it throws is reported as a status and goes no further.
 *
 * <p><em>Threads:</em> called on a thread of the client, one call at a time.
 */
@FunctionalInterface
public interface SolutionListener {
  /** A fix arrived; each is handed on once. */
  void onSolution(ProposedSolution solution);
}
