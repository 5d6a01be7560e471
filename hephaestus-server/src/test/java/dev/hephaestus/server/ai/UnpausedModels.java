package dev.hephaestus.server.ai;

import java.time.Clock;

/** Models that try again at once, however long they ought to wait. */
public final class UnpausedModels {
  private UnpausedModels() {}

  /** Models that ask this cashier before each call. */
  public static LanguageModels of(Cashier cashier, Clock clock) {
    return new LanguageModels(cashier, clock, duration -> {}, () -> 0);
  }
}
