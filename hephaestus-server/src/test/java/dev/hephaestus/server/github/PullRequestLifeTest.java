package dev.hephaestus.server.github;

import static dev.hephaestus.server.github.LifeFixture.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.cli.demo.hub.HubGrant;
import dev.hephaestus.server.security.AuditEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How an open pull request is watched, by what is told and without it. */
final class PullRequestLifeTest {
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
  void whileItWaitsItIsAskedForTwiceAnHour() {
    shop.life.turn();
    shop.hub.forgetCalls();

    shop.pass(Duration.ofHours(10));

    assertThat(shop.hub.calls()).hasSizeBetween(10, 20);
    assertThat(shop.writes()).isEmpty();
  }

  @Test
  void whatIsSaidIsFoundWithoutAnyWebhook() {
    shop.life.turn();
    shop.says("ann", "/hephaestus retry");

    shop.pass(Duration.ofMinutes(80));

    assertThat(shop.queued).hasSize(1);
  }

  @Test
  void lostAccessEndsTheWorkAndIsTakenUpAgainWhenItIsBack() {
    shop.life.turn();
    shop.hub.revoke(DeliveryFixture.TOKEN);

    shop.tell(Notice.Kind.LOST);

    assertThat(shop.lost).containsExactly("acme/shop");
    assertThat(shop.watched().state()).isEqualTo(WatchedPull.State.LOST);
    assertThat(shop.actions()).containsExactly("pull_request.lost", "repository.lost");
    shop.hub.grant(DeliveryFixture.TOKEN, HubGrant.ofPerson("shop-fixer", "acme/shop"));
    shop.pass(Duration.ofHours(7));
    assertThat(shop.watched().state()).isEqualTo(WatchedPull.State.OPEN);
  }

  @Test
  void accessThatIsSaidToBeLostButIsNotChangesNothing() {
    shop.tell(Notice.Kind.LOST);

    assertThat(shop.lost).isEmpty();
    assertThat(shop.watched().state()).isEqualTo(WatchedPull.State.OPEN);
  }

  @Test
  void aPushHasTheRepositoryFetched() {
    shop.tell(Notice.Kind.PUSH);

    assertThat(shop.changed).containsExactly("acme/shop");
  }

  @Test
  void aRenamedRepositoryIsFollowed() {
    shop.says("ann", "/hephaestus explain");
    shop.told();
    GitHubRepository there = new GitHubRepository("acme", "store");
    shop.hub.rename("acme/shop", "acme/store");

    shop.database
        .webhookInbox()
        .put(
            new Notice(
                "d", Notice.Kind.REPOSITORY, List.of("acme/store"), List.of(), "", "acme/shop"),
            shop.clock.instant());
    shop.life.turn();

    assertThat(shop.watches().find("acme/shop#1")).isEmpty();
    WatchedPull moved = shop.watches().find("acme/store#1").orElseThrow();
    assertThat(moved.repository()).isEqualTo(there);
    assertThat(shop.watches().reactions("acme/store#1")).hasSize(1);
    assertThat(shop.changed).containsExactly("acme/store");
    assertThat(shop.watches().current(SHOP)).isEqualTo(there);
    assertThat(shop.database.pullRequests().byNumber(shop.host().host(), there, 1)).isPresent();
    assertThat(shop.audited).extracting(AuditEvent::action).contains("repository.renamed");
  }

  @Test
  void aNameThatLeadsNowhereElseIsNotFollowedWhateverIsTold() {
    shop.database
        .webhookInbox()
        .put(
            new Notice(
                "d", Notice.Kind.REPOSITORY, List.of("evil/shop"), List.of(), "", "acme/shop"),
            shop.clock.instant());
    shop.life.turn();

    assertThat(shop.watches().find("acme/shop#1")).isPresent();
    assertThat(shop.watches().current(SHOP)).isEqualTo(SHOP);
    assertThat(shop.lost).isEmpty();
  }

  @Test
  void aRepositoryThatWentWhereWeMayNotFollowIsLost() {
    shop.hub.revoke(DeliveryFixture.TOKEN);

    shop.database
        .webhookInbox()
        .put(
            new Notice(
                "d", Notice.Kind.REPOSITORY, List.of("bob/shop"), List.of(), "", "acme/shop"),
            shop.clock.instant());
    shop.life.turn();

    assertThat(shop.lost).containsExactly("acme/shop");
    assertThat(shop.watches().find("acme/shop#1").orElseThrow().state())
        .isEqualTo(WatchedPull.State.LOST);
  }

  @Test
  void aNameThatItHadBeforeIsItsOwnAgain() {
    GitHubRepository there = new GitHubRepository("acme", "store");
    shop.watches().renamed(SHOP, there);
    shop.watches().renamed(there, SHOP);

    assertThat(shop.watches().current(SHOP)).isEqualTo(SHOP);
    assertThat(shop.watches().current(there)).isEqualTo(SHOP);
    assertThat(shop.watches().of(SHOP)).hasSize(1);
  }
}
