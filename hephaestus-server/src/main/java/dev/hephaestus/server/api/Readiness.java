package dev.hephaestus.server.api;

/** Finds out whether the server can do its work. */
@FunctionalInterface
public interface Readiness {

  /** Why it cannot, one sentence; empty when it can. Costs nothing, however often it is asked. */
  String fault();
}
