package dev.hephaestus.server.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hephaestus.server.delivery.DeliveryException;
import dev.hephaestus.server.delivery.Receipt;
import dev.hephaestus.server.delivery.Receipt.Channel;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.incident.IncidentState;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WatchingDeliveryTest {
  @TempDir private Path folder;
  private LifeFixture shop;

  @BeforeEach
  void open() {
    shop = new LifeFixture(folder);
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void watchesWhatWasOpenedOnce() {
    Solution next = shop.fix("sol-next", "x");

    deliver(next, Channel.PULL_REQUEST, "http://x/acme/shop/pull/12");
    deliver(next, Channel.PULL_REQUEST, "http://x/acme/shop/pull/12");

    WatchedPull watched = shop.watches().find("acme/shop#12").orElseThrow();
    assertThat(watched.solutionId()).isEqualTo("sol-next");
    assertThat(watched.state()).isEqualTo(WatchedPull.State.OPEN);
  }

  @Test
  void watchesNothingElse() {
    deliver(shop.solution, Channel.BRANCH, "http://x/acme/shop/pull/13");
    deliver(shop.solution, Channel.PULL_REQUEST, "http://x/acme/shop/issues/14");

    assertThat(shop.watches().of(LifeFixture.SHOP)).hasSize(1);
  }

  @Test
  void opensNothingForAFaultThatRestsUntilItIsReopened() {
    shop.home.touched(1).put("state", "closed");
    shop.told();

    DeliveryException refused =
        catchThrowableOfType(
            DeliveryException.class,
            () -> deliver(shop.solution, Channel.PULL_REQUEST, "http://x/acme/shop/pull/15"));

    assertThat(refused.isRetryable()).isFalse();
    assertThat(refused).hasMessageContaining("closed without being merged");
    shop.database.incidents().move(shop.incident.id(), IncidentState.ONGOING);
    deliver(shop.solution, Channel.PULL_REQUEST, "http://x/acme/shop/pull/15");
    assertThat(shop.watches().find("acme/shop#15")).isPresent();
  }

  private Receipt deliver(Solution solution, Channel channel, String link) {
    return new WatchingDelivery(
            any -> new Receipt(channel, link), shop.host(), shop.watches(), shop.clock)
        .deliver(solution);
  }
}
