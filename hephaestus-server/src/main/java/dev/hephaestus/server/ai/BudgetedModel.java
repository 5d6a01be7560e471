package dev.hephaestus.server.ai;

/** Asks the cashier before each call and tells it what the call took. */
final class BudgetedModel implements LanguageModel {
  private final LanguageModel model;
  private final TokenPrice price;
  private final Cashier cashier;

  BudgetedModel(LanguageModel model, TokenPrice price, Cashier cashier) {
    this.model = model;
    this.price = price;
    this.cashier = cashier;
  }

  @Override
  public String name() {
    return model.name();
  }

  @Override
  public ModelReply reply(ModelRequest request) {
    Cashier.Reservation reservation = cashier.reserve(most(TokenUsage.worstOf(request)));
    Spending actual = Spending.NONE;
    try {
      ModelReply reply = model.reply(request);
      actual = spending(reply.usage());
      return reply;
    } catch (ModelException failed) {
      actual = failed.spent().map(this::spending).orElse(Spending.NONE);
      throw failed;
    } finally {
      cashier.settle(reservation, actual);
    }
  }

  private Spending spending(TokenUsage usage) {
    return new Spending(usage.total(), price.of(usage));
  }

  /** Everything that is sent may have to be written to the cache, which can be dearer. */
  private Spending most(TokenUsage worst) {
    TokenUsage written = new TokenUsage(worst.in(), 0, worst.in(), worst.out());
    return new Spending(worst.total(), Math.max(price.of(worst), price.of(written)));
  }
}
