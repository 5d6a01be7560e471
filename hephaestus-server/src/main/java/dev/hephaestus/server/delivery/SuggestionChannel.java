package dev.hephaestus.server.delivery;

/** Carries a solution to the connected clients of its node; stored solutions wait for none. */
public interface SuggestionChannel {

  /** Sends to every connected client of the node and returns how many there were. */
  int send(Solution solution, String link);
}
