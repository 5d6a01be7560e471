package dev.hephaestus.server.ai;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Spendings that are forgotten with the process: a command's. */
public final class MemoryLedger implements SpendingLedger {
  private final Map<Purse, Spending> spent = new HashMap<>();

  @Override
  public synchronized Spending spent(Purse purse) {
    return spent.getOrDefault(purse, Spending.NONE);
  }

  @Override
  public synchronized void book(List<Purse> purses, Spending spending) {
    purses.forEach(purse -> spent.merge(purse, spending, Spending::plus));
  }
}
