package dev.hephaestus.server.repair.template;

/**
 * One way to repair a kind of fault.
 *
 * <p><i>Threads:</i> stateless; safe for use by many at once.
 */
interface Operator {

  /** Its name in the record of attempts: {@code return-early}. */
  String name();

  /** Adds what it would change at the scene; nothing where it does not fit. */
  void propose(Scene scene, Sketches sketches);
}
