package dev.hephaestus.server.github;

import static dev.hephaestus.server.github.DeliveryFixture.BRANCH;
import static dev.hephaestus.server.github.DeliveryFixture.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.cli.demo.hub.HubFault;
import dev.hephaestus.server.cli.demo.hub.HubGrant;
import dev.hephaestus.server.delivery.DeliveryException;
import dev.hephaestus.server.delivery.Receipt;
import dev.hephaestus.server.delivery.Solution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What breaks at any call leads to one pull request, and limits are waited for. */
final class DeliveryFaultsTest {
  private static final int MOST_CALLS = 10;
  private static final Duration IMPATIENT = Duration.ofMillis(250);
  private final DeliveryFixture at = new DeliveryFixture();

  @AfterEach
  void stop() {
    at.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = HubFault.class,
      names = {"ACCESS_REVOKED", "TOKEN_EXPIRED", "FORBIDDEN"},
      mode = EnumSource.Mode.EXCLUDE)
  void aFaultAtAnyCallLeadsToOnePullRequest(HubFault fault) {
    for (int call = 1; call <= MOST_CALLS; call++) {
      at.restart();
      if (fault == HubFault.STALLED) {
        at.settings = DeliveryFixture.settings(List.of(), IMPATIENT);
      }
      int broken = call;
      at.hub.breakBy(made -> made.number() == broken ? fault : HubFault.NONE);

      at.delivery().deliver(at.solution());

      assertThat(at.shop.pulls()).as("%s at call %s", fault, call).hasSize(1);
      assertThat(at.theOnlyPull().path("draft").asBoolean()).isTrue();
      assertThat(at.repository.branches()).containsExactlyInAnyOrder("main", BRANCH);
    }
  }

  @Test
  void aCrashBetweenAnyTwoCallsLeadsToOnePullRequest() {
    for (int call = 1; call <= MOST_CALLS; call++) {
      at.restart();
      AtomicInteger left = new AtomicInteger(call);
      at.settings = DeliveryFixture.settings(List.of("hephaestus"));
      at.tokens =
          repository -> {
            if (left.getAndDecrement() == 0) {
              throw new Crash();
            }
            return Optional.of(TOKEN);
          };
      try {
        at.delivery().deliver(at.solution());
      } catch (Crash e) {
        // As after kill -9: what GitHub has is all that is left.
      }

      at.tokens = repository -> Optional.of(TOKEN);
      at.delivery().deliver(at.solution());

      assertThat(at.shop.pulls()).as("crash before call %s", call).hasSize(1);
      assertThat(at.repository.tip(BRANCH).getParent(0)).isEqualTo(at.repository.head("main"));
    }
  }

  @Test
  void manyFaultsAtOnceLeadToOnePullRequest() {
    List<HubFault> kinds = new ArrayList<>(List.of(HubFault.values()));
    // It costs a call's time limit each; it is tried at every call above.
    kinds.remove(HubFault.STALLED);
    // After these nobody tries again.
    kinds.removeAll(List.of(HubFault.ACCESS_REVOKED, HubFault.TOKEN_EXPIRED, HubFault.FORBIDDEN));
    for (int seed = 0; seed < 30; seed++) {
      at.restart();
      PullRequestDelivery delivery = at.delivery();
      Random random = new Random(seed);
      at.hub.breakBy(
          call ->
              random.nextInt(100) < 25 ? kinds.get(random.nextInt(kinds.size())) : HubFault.NONE);

      deliverUntilDone(delivery, at.solution());

      assertThat(at.shop.pulls()).as("seed %s", seed).hasSize(1);
      assertThat(at.repository.branches()).containsExactlyInAnyOrder("main", BRANCH);
    }
  }

  @Test
  void serversAtTheSameTimeOpenOne() throws Exception {
    for (int round = 0; round < 10; round++) {
      at.restart();
      deliverFourTimesAtOnce();
      at.theOnlyPull();
    }
  }

  private void deliverFourTimesAtOnce() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      Callable<Receipt> deliver = () -> at.delivery().deliver(at.solution());
      List<Future<Receipt>> receipts =
          threads.invokeAll(List.of(deliver, deliver, deliver, deliver));
      for (Future<Receipt> receipt : receipts) {
        assertThat(receipt.get()).isEqualTo(receipts.get(0).get());
      }
    }
  }

  @Test
  void waitsAsLongAsGitHubAsks() {
    at.hub.askToWait(7);
    at.hub.breakBy(
        call -> call.number() == 3 ? HubFault.SECONDARY_LIMIT_WITH_RETRY_AFTER : HubFault.NONE);

    at.delivery().deliver(at.solution());

    assertThat(at.pauses).containsExactly(Duration.ofSeconds(7));
  }

  @Test
  void waitsAMinuteForASecondaryLimitThatSaysNothing() {
    at.hub.breakBy(call -> call.number() == 3 ? HubFault.SECONDARY_LIMIT : HubFault.NONE);

    at.delivery().deliver(at.solution());

    assertThat(at.pauses).containsExactly(Duration.ofSeconds(60));
  }

  @Test
  void waitsForThePrimaryLimitsReset() {
    at.hub.breakBy(call -> call.number() == 3 ? HubFault.PRIMARY_LIMIT : HubFault.NONE);

    at.delivery().deliver(at.solution());

    assertThat(at.pauses).hasSize(1);
    assertThat(at.pauses.get(0)).isBetween(Duration.ofSeconds(19), Duration.ofSeconds(22));
  }

  @Test
  void waitsNoLongerThanItMay() {
    at.hub.askToWait(3600);
    at.hub.breakBy(call -> HubFault.SECONDARY_LIMIT_WITH_RETRY_AFTER);

    assertThat(at.refusal())
        .hasMessageContaining("acme/shop")
        .hasMessageContaining("deliver again in 3600 s")
        .returns(true, DeliveryException::isRetryable);
    assertThat(at.pauses).isEmpty();
  }

  @Test
  void givesUpForNowWhenGitHubIsDown() {
    at.hub.breakBy(call -> HubFault.SERVER_ERROR);

    assertThat(at.refusal())
        .hasMessageContaining("status 500")
        .returns(true, DeliveryException::isRetryable);
    assertThat(at.hub.calls()).hasSizeLessThan(10);
  }

  @Test
  void isRetryableWhenGitHubCannotBeReached() {
    at.hub.close();

    assertThat(at.refusal())
        .hasMessageContaining("no whole answer")
        .returns(true, DeliveryException::isRetryable);
  }

  private static void deliverUntilDone(PullRequestDelivery delivery, Solution solution) {
    for (int i = 0; i < 50; i++) {
      try {
        delivery.deliver(solution);
        return;
      } catch (DeliveryException e) {
        assertThat(e.isRetryable()).as(e.getMessage()).isTrue();
      }
    }
    throw new AssertionError("not delivered after 50 tries");
  }

  @Test
  void aTokenMayExpireAtAnyCall() {
    for (int call = 1; call <= MOST_CALLS; call++) {
      at.restart();
      Minting minting = new Minting();
      at.tokens = minting;
      at.hub.revoke("ghs_2");
      at.hub.grant("ghs_1", HubGrant.ofPerson("shop-fixer", "acme/shop"));
      int expiry = call;
      at.hub.breakBy(
          made -> {
            if (made.number() == expiry) {
              at.hub.revoke("ghs_1");
              at.hub.grant("ghs_2", HubGrant.ofPerson("shop-fixer", "acme/shop"));
            }
            return HubFault.NONE;
          });

      at.delivery().deliver(at.solution());

      assertThat(at.shop.pulls()).as("expired at call %s", call).hasSize(1);
      assertThat(minting.minted).isEqualTo(at.hub.calls().size() >= call + 1 ? 2 : 1);
    }
  }

  @Test
  void aTokenIsNotMintedForEver() {
    Minting minting = new Minting();
    at.tokens = minting;

    assertThat(at.refusal())
        .hasMessageContaining("is refused")
        .hasMessageNotContaining("ghs_")
        .returns(false, DeliveryException::isRetryable);
    assertThat(minting.minted).isEqualTo(2);
    assertThat(at.shop.pulls()).isEmpty();
  }

  /** Mints a token when it has none: ghs_1, then ghs_2. */
  private static final class Minting implements GitHubTokens {
    private int minted;
    private String kept = "";

    @Override
    public Optional<String> token(GitHubRepository repository) {
      if (kept.isEmpty()) {
        kept = "ghs_" + ++minted;
      }
      return Optional.of(kept);
    }

    @Override
    public boolean covers(GitHubRepository repository) {
      return true;
    }

    @Override
    public boolean renew(GitHubRepository repository, String token) {
      kept = "";
      return true;
    }
  }

  private static final class Crash extends Error {
    private static final long serialVersionUID = 1L;
  }
}
