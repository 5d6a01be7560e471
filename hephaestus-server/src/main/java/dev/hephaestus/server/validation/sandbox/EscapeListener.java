package dev.hephaestus.server.validation.sandbox;

/**
 * Told of what foreign code tried and was refused.
 *
 * <p><i>Threads:</i> called by any thread, by many at once.
 */
@FunctionalInterface
public interface EscapeListener {

  /** Tells nobody. */
  EscapeListener NONE = (escape, times) -> {};

  /**
   * Something was tried and refused.
   *
   * @param times how often, at least once
   */
  void refused(Escape escape, long times);
}
