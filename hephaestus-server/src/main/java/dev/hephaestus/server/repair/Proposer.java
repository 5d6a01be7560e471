package dev.hephaestus.server.repair;

/**
 * Proposes fixes.
 *
 * <p><i>Threads:</i> safe for use by many at once; each {@link Proposals} belongs to one thread.
 */
public interface Proposer {

  /** A short name for people and for the record of attempts: {@code templates}, {@code openai}. */
  String name();

  /** Starts on a task. Cheap: the work is done by {@link Proposals#next}. */
  Proposals begin(RepairTask task);
}
