package dev.hephaestus.server.api;

/** Finds out whether the server can do its work. */
@FunctionalInterface
public interface Readiness {

  /**
   * Returns when it can.
   *
   * @throws RuntimeException when it cannot; the message says why
   */
  void check();
}
