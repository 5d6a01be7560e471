package dev.hephaestus.server.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RepositoryRefresherTest {
  @TempDir private Path temp;
  private TestRepository repository;
  private GitHttpServer server;
  private GitRepositories repositories;
  private String url;

  @BeforeEach
  void serve() throws Exception {
    repository = TestRepository.in(temp.resolve("shop")).write("a.txt", "one");
    server = new GitHttpServer();
    url = server.serve("team/shop.git", repository);
    repositories =
        new GitRepositories(
            temp.resolve("cache"),
            SnapshotLimits.DEFAULT,
            MirrorSettings.DEFAULT,
            Clock.systemUTC());
  }

  @AfterEach
  void stop() throws Exception {
    repositories.close();
    server.close();
  }

  @Test
  void fetchesARepositoryInUseWhenItIsTold() {
    String commit = repository.commit();
    try (RepositoryRefresher refresher = refresher(List.of(RepositoryLocation.of(url)))) {
      assertThat(refresher.request(url)).isTrue();

      await().until(() -> mirrored(commit));
    }
  }

  @Test
  void knowsARepositoryByAnyOfItsUrls() {
    String host = "127.0.0.1";
    try (RepositoryRefresher refresher = refresher(List.of(RepositoryLocation.of(url)))) {
      assertThat(refresher.request("git@" + host + ":team/shop.git")).isTrue();
      assertThat(refresher.request("https://" + host + "/team/shop")).isTrue();
      assertThat(refresher.request("https://" + host + "/team/other")).isFalse();
      assertThat(refresher.request("https://elsewhere.example/team/shop.git")).isFalse();
      assertThat(refresher.request("no url")).isFalse();
    }
  }

  @Test
  void fetchesNothingThatNobodyUses() {
    try (RepositoryRefresher refresher = refresher(List.of())) {
      assertThat(refresher.request(url)).isFalse();
    }
    assertThat(server.requests).isEmpty();
  }

  @Test
  void fetchesWhatWasAskedForLately() {
    repository.commit();
    var unused = repositories.snapshot(RepositoryLocation.of(url), Optional.empty());
    try (RepositoryRefresher refresher = refresher(List.of())) {
      assertThat(refresher.request(url)).isTrue();
    }
  }

  @Test
  void fetchesOnceForManyRequestsThatWait() {
    repository.commit();
    CountDownLatch latch = new CountDownLatch(1);
    server.stall = Optional.of(latch);
    try (RepositoryRefresher refresher = refresher(List.of(RepositoryLocation.of(url)))) {
      refresher.request(url);
      await().until(() -> !server.requests.isEmpty());
      for (int i = 0; i < 50; i++) {
        assertThat(refresher.request(url)).isTrue();
      }
      server.stall = Optional.empty();
      latch.countDown();

      // The one that was under way, and one more for all that asked meanwhile.
      await().untilAsserted(() -> assertThat(questions()).isGreaterThanOrEqualTo(3));
      await()
          .during(Duration.ofMillis(300))
          .untilAsserted(() -> assertThat(questions()).isEqualTo(3));
    }
  }

  @Test
  void fetchesAtItsInterval() {
    repository.commit();
    try (RepositoryRefresher refresher =
        new RepositoryRefresher(
            repositories,
            () -> List.of(RepositoryLocation.of(url)),
            Duration.ofMillis(50),
            new Random(1))) {
      refresher.start();

      await().untilAsserted(() -> assertThat(questions()).isGreaterThan(4));
    }
  }

  @Test
  void goesOnAfterAFailure() {
    repository.commit();
    server.status = 403;
    try (RepositoryRefresher refresher = refresher(List.of(RepositoryLocation.of(url)))) {
      refresher.request(url);
      await().until(() -> !server.requests.isEmpty());
      server.status = 0;

      await()
          .untilAsserted(
              () -> {
                refresher.request(url);
                assertThat(temp.resolve("cache").toFile().list()).isNotEmpty();
              });
    }
  }

  /** How often the server was asked what it has. */
  private long questions() {
    return server.requests.stream().filter(request -> request.endsWith("/info/refs")).count();
  }

  /** Whether the commit is in the mirror; asks nobody for it. */
  private boolean mirrored(String commit) throws IOException {
    Path cache = temp.resolve("cache");
    if (!Files.isDirectory(cache)) {
      return false;
    }
    try (Stream<Path> mirrors = Files.list(cache)) {
      Optional<Path> head =
          mirrors
              .map(mirror -> mirror.resolve("refs/heads/main"))
              .filter(Files::exists)
              .findFirst();
      return head.isPresent() && Files.readString(head.get()).strip().equals(commit);
    }
  }

  private RepositoryRefresher refresher(List<RepositoryLocation> inUse) {
    return new RepositoryRefresher(repositories, () -> inUse, Duration.ZERO, new Random(1));
  }
}
