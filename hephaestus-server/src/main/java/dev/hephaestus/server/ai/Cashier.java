package dev.hephaestus.server.ai;

import dev.hephaestus.server.ai.ModelException.Kind;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Asked before a call and told after it: sets aside what the call may take at most, so that calls
 * at the same time never spend more than the budget together, and books what it did take.
 *
 * <p><i>Threads:</i> safe for use by many at once. What is set aside is known to this process only.
 */
public final class Cashier {
  private final Budget budget;
  private final SpendingLedger ledger;
  private final Accounts accounts;
  private final Clock clock;
  private final Map<Purse, Spending> setAside = new HashMap<>();

  public Cashier(Budget budget, SpendingLedger ledger, Accounts accounts, Clock clock) {
    this.budget = budget;
    this.ledger = ledger;
    this.accounts = accounts;
    this.clock = clock;
  }

  /** A cashier for one process without limits. */
  static Cashier unlimited(Clock clock) {
    return new Cashier(Budget.UNLIMITED, new MemoryLedger(), new Accounts(), clock);
  }

  /**
   * What a call may take at most, set aside.
   *
   * @param purses what it counts against
   * @param most the amount
   */
  record Reservation(List<Purse> purses, Spending most) {}

  /**
   * Sets aside what a call may take.
   *
   * @throws ModelException when a budget does not cover it
   */
  synchronized Reservation reserve(Spending most) {
    LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    List<Purse> purses = Purse.of(accounts.current(), today);
    for (Purse purse : purses) {
      Spending spent = ledger.spent(purse);
      Spending promised = spent.plus(setAside.getOrDefault(purse, Spending.NONE));
      Budget.Allowance allowance = budget.of(purse.kind());
      if (!allowance.covers(promised.plus(most))) {
        throw refusal(purse, allowance, spent, most);
      }
    }
    purses.forEach(purse -> setAside.merge(purse, most, Spending::plus));
    return new Reservation(purses, most);
  }

  /** Books what a call did take, and gives back the rest. */
  synchronized void settle(Reservation reservation, Spending actual) {
    for (Purse purse : reservation.purses()) {
      Spending left = setAside.getOrDefault(purse, Spending.NONE).minus(reservation.most());
      if (left.tokens() <= 0) {
        setAside.remove(purse);
      } else {
        setAside.put(purse, left);
      }
    }
    if (!actual.equals(Spending.NONE)) {
      ledger.book(reservation.purses(), actual);
    }
  }

  private static ModelException refusal(
      Purse purse, Budget.Allowance allowance, Spending spent, Spending most) {
    boolean isMoney = spent.usd() + most.usd() > allowance.usd();
    String text =
        isMoney
            ? String.format(
                Locale.ROOT,
                "the budget of %.2f USD for %s (%s) does not cover another call: %.4f are spent, and"
                    + " the call may take %.4f",
                allowance.usd(),
                purse.label(),
                purse.usdSetting(),
                spent.usd(),
                most.usd())
            : String.format(
                Locale.ROOT,
                "the budget of %d tokens for %s (%s) does not cover another call: %d are spent, and the"
                    + " call may take %d",
                allowance.tokens(),
                purse.label(),
                purse.tokenSetting(),
                spent.tokens(),
                most.tokens());
    return new ModelException(Kind.OVER_BUDGET, text);
  }
}
