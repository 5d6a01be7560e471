package dev.hephaestus.server.repair.template;

/**
 * One way to repair a kind of fault.
 *
 * <p><i>Threads:</i> stateless; safe for use by many at once.
 */
interface Operator {

  /** Its name in the record of attempts: {@code return-early}. */
  String name();

  /**
   * Whether only a test that shows the fault can speak for it: it changes what the program decides
   * without a reason in what threw, or goes around what the program refuses on purpose.
   */
  default boolean isGuess(Fault fault) {
    return false;
  }

  /** Adds what it would change at the scene; nothing where it does not fit. */
  void propose(Scene scene, Sketches sketches);
}
