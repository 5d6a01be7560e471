package dev.hephaestus.server.repair;

/**
 * Writes tests that show a fault, for when no search has found one.
 *
 * <p><i>Threads:</i> safe for use by many at once; each {@link Drafts} belongs to one thread.
 */
public interface TestAuthor {

  /** A short name for people and for the record of attempts. */
  String name();

  /** Starts on a task. Cheap: the work is done by {@link Drafts#next}. */
  Drafts begin(RepairTask task);
}
