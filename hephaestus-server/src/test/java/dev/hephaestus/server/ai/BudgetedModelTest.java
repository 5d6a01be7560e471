package dev.hephaestus.server.ai;

import static dev.hephaestus.server.ai.ModelCalls.failure;
import static dev.hephaestus.server.ai.ModelCalls.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hephaestus.server.ai.Budget.Allowance;
import dev.hephaestus.server.ai.ModelException.Kind;
import dev.hephaestus.server.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class BudgetedModelTest {
  private static final Allowance ANY = Allowance.UNLIMITED;
  private static final TokenPrice PRICE = new TokenPrice(1_000, 10_000);

  private final MutableClock clock = new MutableClock(Instant.parse("2026-01-31T23:00:00Z"));
  private final Accounts accounts = new Accounts();
  private final MemoryLedger ledger = new MemoryLedger();
  private final StandInModel inner = new StandInModel("test/one");

  private LanguageModel budgeted(Allowance run, Allowance node, Allowance day) {
    Cashier cashier = new Cashier(new Budget(run, node, day), ledger, accounts, clock);
    return new BudgetedModel(inner, PRICE, cashier);
  }

  private void goesOn(LanguageModel model, String run, String node) {
    accounts.open(new Account(run, node));
    assertThat(model.reply(request()).text()).isEqualTo("hello");
    accounts.close();
  }

  private void isRefused(LanguageModel model, String run, String node, String said) {
    int asked = inner.asked;
    accounts.open(new Account(run, node));
    ModelException failure = failure(model);
    accounts.close();
    assertThat(failure.kind()).isEqualTo(Kind.OVER_BUDGET);
    assertThat(failure.isRetryable()).isFalse();
    assertThat(failure).hasMessageContaining(said);
    assertThat(inner.asked).isEqualTo(asked);
  }

  @Test
  void aRunThatUsedItsTokensUpIsRefusedAndAnotherIsNot() {
    inner.answers("hello", 600, 400);
    LanguageModel model = budgeted(new Allowance(2_000, Double.POSITIVE_INFINITY), ANY, ANY);

    goesOn(model, "run-1", "node-1");
    goesOn(model, "run-1", "node-1");
    isRefused(model, "run-1", "node-1", "2000 tokens for this run (budget.runTokens)");
    goesOn(model, "run-2", "node-1");
  }

  @Test
  void aRunThatUsedItsMoneyUpIsRefused() {
    inner.answers("hello", 600, 400);
    LanguageModel model = budgeted(new Allowance(Long.MAX_VALUE, 9), ANY, ANY);

    goesOn(model, "run-1", "node-1");
    isRefused(model, "run-1", "node-1", "9.00 USD for this run (budget.runUsd)");
    assertThat(ledger.spent(new Purse(Purse.Kind.RUN, "run-1", "")).usd())
        .isCloseTo(4.6, within(1e-9));
  }

  @Test
  void aNodeHasAnAllowanceEachDay() {
    inner.answers("hello", 600, 400);
    LanguageModel model = budgeted(ANY, new Allowance(2_000, Double.POSITIVE_INFINITY), ANY);

    goesOn(model, "run-1", "node-1");
    goesOn(model, "run-2", "node-1");
    isRefused(model, "run-3", "node-1", "this node on 2026-01-31");
    goesOn(model, "run-4", "node-2");

    clock.advance(Duration.ofHours(2));
    goesOn(model, "run-3", "node-1");
  }

  @Test
  void allTogetherHaveAnAllowanceEachDay() {
    inner.answers("hello", 600, 400);
    LanguageModel model = budgeted(ANY, ANY, new Allowance(2_000, Double.POSITIVE_INFINITY));

    goesOn(model, "run-1", "node-1");
    goesOn(model, "run-2", "node-2");
    isRefused(model, "run-3", "node-3", "tokens for 2026-01-31");

    clock.advance(Duration.ofHours(2));
    goesOn(model, "run-3", "node-3");
  }

  @Test
  void aCallThatMightGoOverTheBudgetIsNotMade() {
    inner.answers("hello", 1, 1);
    LanguageModel model =
        budgeted(new Allowance(request().maxOutputTokens(), Double.MAX_VALUE), ANY, ANY);

    isRefused(model, "run-1", "node-1", "the call may take");
  }

  @Test
  void aCallThatFailedOnTheWayIsBookedAndOneThatWasNotMadeIsNot() {
    inner.failsAfter(new TokenUsage(600, 0, 0, 400)).fails(Kind.UNREACHABLE);
    LanguageModel model = budgeted(ANY, ANY, ANY);

    failure(model);
    failure(model);

    assertThat(ledger.spent(new Purse(Purse.Kind.DAY, "", "2026-01-31")).tokens()).isEqualTo(1_000);
  }

  @Test
  void callsAtTheSameTimeDoNotGoOverTheBudgetTogether() throws InterruptedException {
    CountDownLatch underWay = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    inner.does(
        () -> {
          underWay.countDown();
          try {
            end.await();
          } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
          }
          return new ModelReply("hello", 10, 10, false);
        });
    LanguageModel model = budgeted(ANY, ANY, new Allowance(900, Double.POSITIVE_INFINITY));
    Thread other = new Thread(() -> model.reply(request()));
    other.start();
    assertThat(underWay.await(20, TimeUnit.SECONDS)).isTrue();

    isRefused(model, "run-2", "node-2", "900 tokens");

    end.countDown();
    other.join();
    goesOn(model, "run-2", "node-2");
  }

  @Test
  void aFreeModelStandsInWhenTheMoneyIsUsedUp() {
    Cashier cashier =
        new Cashier(
            new Budget(new Allowance(Long.MAX_VALUE, 0), ANY, ANY), ledger, accounts, clock);
    StandInModel own = new StandInModel("test/own").answers("free", 1, 1);
    LanguageModel model =
        new FallbackModel(
            List.of(
                new BudgetedModel(inner, PRICE, cashier),
                new BudgetedModel(own, TokenPrice.FREE, cashier)));

    assertThat(model.reply(request()).text()).isEqualTo("free");
    assertThat(inner.asked).isZero();
  }
}
