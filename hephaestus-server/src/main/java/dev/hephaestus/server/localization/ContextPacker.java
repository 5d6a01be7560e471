package dev.hephaestus.server.localization;

import dev.hephaestus.server.repository.Snapshot;

/**
 * Chooses the code that a repair needs to see, within a budget.
 *
 * <p><i>Threads:</i> safe for use by many at once. The same input gives the same output.
 */
public interface ContextPacker {

  /** The parts of most use first, together within {@code budgetTokens}. */
  PackedContext pack(Snapshot snapshot, Localization localization, int budgetTokens);
}
