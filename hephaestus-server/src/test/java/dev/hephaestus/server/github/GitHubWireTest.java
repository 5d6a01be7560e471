package dev.hephaestus.server.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hephaestus.server.cli.demo.hub.HubFault;
import dev.hephaestus.server.cli.demo.hub.HubGrant;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class GitHubWireTest {
  private static final String FIRST = "ghp_first";
  private static final String SECOND = "ghp_second";

  private final DeliveryFixture at = new DeliveryFixture();

  @AfterEach
  void stop() {
    at.close();
  }

  @Test
  void ofTwoCallsAtOnceEachRefusalIsCleanedOfItsOwnToken() throws Exception {
    at.hub.grant(FIRST, HubGrant.ofPerson("ann", "acme/shop"));
    at.hub.grant(SECOND, HubGrant.ofPerson("bob", "acme/shop"));
    CountDownLatch firstIsUnderWay = new CountDownLatch(1);
    CountDownLatch secondIsUnderWay = new CountDownLatch(1);
    at.hub.quirks().repeatsTokens = true;
    at.hub.breakBy(
        call -> {
          boolean first = call.token().equals(FIRST);
          (first ? firstIsUnderWay : secondIsUnderWay).countDown();
          await(secondIsUnderWay);
          return HubFault.NONE;
        });
    ThreadLocal<String> own = ThreadLocal.withInitial(() -> FIRST);
    GitHubWire wire =
        new GitHubWire(
            new GitHubHttp(at.host(), Duration.ofSeconds(30), Clock.systemUTC()),
            new GitHubRepository("acme", "shop"),
            repository -> Optional.of(own.get()));

    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Future<RefusedException> first = threads.submit(() -> refusal(wire));
      await(firstIsUnderWay);
      own.set(SECOND);

      assertThat(refusal(wire).sentence()).contains("no, …, no");
      assertThat(first.get().sentence()).contains("no, …, no");
    }
  }

  private static RefusedException refusal(GitHubWire wire) {
    return catchThrowableOfType(RefusedException.class, () -> wire.get("/pulls/1"));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
