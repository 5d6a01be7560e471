package dev.hephaestus.server.github;

import static dev.hephaestus.server.github.DeliveryFixture.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.cli.demo.hub.Hub;
import dev.hephaestus.server.cli.demo.hub.HubFault;
import dev.hephaestus.server.cli.demo.hub.HubGrant;
import dev.hephaestus.server.delivery.TestRepository;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AccessWatchTest {
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

  private final MutableClock clock = new MutableClock(NOW);
  private final Hub hub = Hub.start(clock);
  private final TestRepository repository = TestRepository.inMemory();
  private final Set<RepositoryLocation> work = new HashSet<>();
  private final List<String> lost = new ArrayList<>();
  private final List<String> renamed = new ArrayList<>();
  private AccessWatch watch;

  @BeforeEach
  void start() {
    hub.add("acme/shop", repository.repository(), "main");
    hub.grant(TOKEN, HubGrant.ofPerson("shop-fixer", "acme/shop"));
    watch =
        new AccessWatch(
            List.of(
                new GitHubLife.Account(
                    new GitHubHost(hub.authority(), hub.api()), any -> Optional.of(TOKEN))),
            () -> work,
            new AccessWatch.Findings() {
              @Override
              public void lost(GitHubHost host, GitHubRepository repository, String reason) {
                // As where runs are ended by it.
                lost.add(repository.fullName() + ": " + reason);
                work.clear();
              }

              @Override
              public void renamed(GitHubRepository from, GitHubRepository to) {
                renamed.add(from.fullName() + " to " + to.fullName());
              }
            },
            clock);
    work.add(RepositoryLocation.of("http://" + hub.authority() + "/acme/shop.git"));
  }

  @AfterEach
  void stop() {
    hub.close();
    repository.close();
  }

  @Test
  void revokedAccessIsFoundWithinAMinuteOfWork() {
    pass(Duration.ofMinutes(3));
    assertThat(lost).isEmpty();
    hub.revoke(TOKEN);

    pass(Duration.ofSeconds(60));

    assertThat(lost).singleElement().asString().startsWith("acme/shop: ").contains("is refused");
  }

  @Test
  void aRepositoryThatIsNotShownAnyMoreIsLostToo() {
    pass(Duration.ofSeconds(30));
    hub.breakBy(call -> HubFault.ACCESS_REVOKED);

    pass(Duration.ofSeconds(60));

    assertThat(lost).hasSize(1);
  }

  @Test
  void alsoWhereTheRefusalEndedTheWorkBeforeItWasLookedAt() {
    pass(Duration.ofSeconds(10));
    hub.revoke(TOKEN);
    work.clear();

    pass(Duration.ofSeconds(60));

    assertThat(lost).hasSize(1);
  }

  @Test
  void limitsAndFaultsAreNotTakenForALoss() {
    Set<HubFault> others = EnumSet.allOf(HubFault.class);
    others.removeAll(
        Set.of(
            HubFault.ACCESS_REVOKED, HubFault.TOKEN_EXPIRED, HubFault.FORBIDDEN, HubFault.STALLED));
    for (HubFault fault : others) {
      hub.breakBy(call -> fault);
      pass(Duration.ofSeconds(41));
    }

    assertThat(lost).isEmpty();
  }

  @Test
  void asksThreeTimesAMinuteWhileThereIsWorkAndThenNoMore() {
    pass(Duration.ofMinutes(10));
    assertThat(hub.calls()).hasSizeBetween(25, 31);
    work.clear();
    pass(Duration.ofMinutes(3));
    hub.forgetCalls();

    pass(Duration.ofHours(1));

    assertThat(hub.calls()).isEmpty();
  }

  @Test
  void anotherNameIsSaidOnceAndIsNoLoss() {
    pass(Duration.ofSeconds(30));
    assertThat(renamed).isEmpty();
    hub.rename("acme/shop", "acme/store");

    pass(Duration.ofMinutes(3));

    assertThat(renamed).containsExactly("acme/shop to acme/store");
    assertThat(lost).isEmpty();
  }

  private void pass(Duration time) {
    for (long second = 0; second < time.toSeconds(); second++) {
      clock.advance(Duration.ofSeconds(1));
      watch.turn();
    }
  }
}
