package dev.hephaestus.server.ai;

import java.util.List;

/**
 * Keeps what was spent.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
public interface SpendingLedger {

  /** What was spent from a purse so far. */
  Spending spent(Purse purse);

  /** Adds a spending to each of these purses, to all or to none. */
  void book(List<Purse> purses, Spending spending);
}
