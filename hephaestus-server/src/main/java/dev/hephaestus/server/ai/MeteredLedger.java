package dev.hephaestus.server.ai;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Objects;

/** Counts the money that is booked. */
public final class MeteredLedger implements SpendingLedger {
  private final SpendingLedger ledger;
  private final Counter usd;

  public MeteredLedger(SpendingLedger ledger, MeterRegistry meters) {
    this.ledger = Objects.requireNonNull(ledger, "ledger");
    this.usd =
        Counter.builder("hephaestus.ai.usd")
            .description("Money that language models took, in US dollars")
            .register(meters);
  }

  @Override
  public Spending spent(Purse purse) {
    return ledger.spent(purse);
  }

  /** The same spending counts against each purse, and was made once. */
  @Override
  public void book(List<Purse> purses, Spending spending) {
    ledger.book(purses, spending);
    usd.increment(Math.max(0, spending.usd()));
  }
}
