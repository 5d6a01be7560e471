package dev.hephaestus.server.pipeline;

import dev.hephaestus.server.HephaestusException;

/** A repair that was told to end before it came to its outcome: cancelled, or by a shutdown. */
public final class RepairInterruptedException extends HephaestusException {
  private static final long serialVersionUID = 1L;

  public RepairInterruptedException(String message) {
    super(message);
  }

  /** Ends the repair when its thread was interrupted; what was answered then is no answer. */
  static void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new RepairInterruptedException("the repair was interrupted");
    }
  }
}
