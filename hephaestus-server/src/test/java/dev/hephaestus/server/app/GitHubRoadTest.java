package dev.hephaestus.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hephaestus.server.cli.demo.hub.Hub;
import dev.hephaestus.server.cli.demo.hub.HubFault;
import dev.hephaestus.server.cli.demo.hub.HubGrant;
import dev.hephaestus.server.cli.demo.hub.HubHooks;
import dev.hephaestus.server.cli.demo.hub.HubRepository;
import dev.hephaestus.server.delivery.TestFaults;
import dev.hephaestus.server.delivery.TestRepository;
import dev.hephaestus.server.delivery.TestSolutions;
import dev.hephaestus.server.incident.Incident;
import dev.hephaestus.server.node.Mode;
import dev.hephaestus.server.pipeline.Run;
import dev.hephaestus.server.pipeline.RunState;
import dev.hephaestus.server.repair.Cost;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.store.Database;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running server and a GitHub that it works with: all of it over HTTP on loopback. */
final class GitHubRoadTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
  private static final String OURS = "<!-- hephaestus:said";

  @TempDir private Path folder;

  @Test
  void aFixBecomesAPullRequestThatListensAndEndsTheIncidentWhenItIsMerged() throws Exception {
    try (TestRepository git = TestRepository.inMemory();
        Hub hub = Hub.start(Clock.systemUTC())) {
      git.commit("first", TestSolutions.PATH, TestSolutions.BEFORE);
      HubRepository repository = hub.add("acme/shop", git.repository(), "main");
      repository.talk().permit("ann", "write");
      repository.talk().permit("joe", "read");
      hub.grant("ghs_shop", HubGrant.ofApp("hephaestus", Instant.MAX, "acme/shop"));
      foundBefore(RepositoryLocation.of(repository.cloneUrl()), git.head("main").name());
      try (ServerHere server = ServerHere.start(folder, environment(hub), Clock.systemUTC())) {
        await().atMost(LIMIT).pollInterval(BETWEEN_LOOKS).until(server.api()::isRunEnded);

        assertThat(repository.pulls()).hasSize(1);
        ObjectNode pull = repository.pulls().get(0);
        assertThat(pull.path("draft").asBoolean()).isTrue();
        assertThat(pull.path("title").asText()).isEqualTo("Fix NullPointerException in Cart.total");
        assertThat(repository.checks()).hasSize(1);

        listens(repository, server);
        isMerged(repository, server);
        assertThat(hub.strays()).isEmpty();
      }
    }
  }

  @Test
  void accessThatIsTakenAwayEndsTheRunAndRemovesWhatIsKept() throws Exception {
    try (TestRepository git = TestRepository.inMemory();
        Hub hub = Hub.start(Clock.systemUTC())) {
      git.commit("first", TestSolutions.PATH, TestSolutions.BEFORE);
      HubRepository repository = hub.add("acme/shop", git.repository(), "main");
      hub.grant("ghs_shop", HubGrant.ofApp("hephaestus", Instant.MAX, "acme/shop"));
      hub.breakBy(call -> call.method().equals("POST") ? HubFault.PRIMARY_LIMIT : HubFault.NONE);
      foundBefore(RepositoryLocation.of(repository.cloneUrl()), git.head("main").name());
      Path kept = folder.resolve("data").resolve("work");
      Path built = kept.resolve("shared/baselines/key/main");
      Files.createDirectories(built);
      AtomicReference<Duration> later = new AtomicReference<>(Duration.ZERO);
      Clock jumping =
          new Clock() {
            @Override
            public Instant instant() {
              return Instant.now().plus(later.get());
            }

            @Override
            public ZoneId getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
              return this;
            }
          };
      try (ServerHere server = ServerHere.start(folder, environment(hub), jumping)) {
        await()
            .atMost(LIMIT)
            .pollInterval(BETWEEN_LOOKS)
            .until(() -> hub.calls().stream().anyMatch(call -> call.method().equals("POST")));
        assertThat(mirrors()).hasSize(1);
        hub.revoke("ghs_shop");
        await()
            .atMost(LIMIT)
            .pollInterval(BETWEEN_LOOKS)
            .until(
                () -> {
                  later.updateAndGet(since -> since.plusSeconds(1));
                  return server.api().list("nodes").toString().contains("error");
                });
        await().atMost(LIMIT).pollInterval(BETWEEN_LOOKS).until(server.api()::isRunEnded);

        assertThat(server.api().list("runs").get(0).path("state").asText()).isEqualTo("cancelled");
        assertThat(built).doesNotExist();
        assertThat(mirrors()).isEmpty();
        assertThat(repository.pulls()).isEmpty();
      }
    }
  }

  private List<Path> mirrors() throws IOException {
    Path copies = folder.resolve("data/repositories");
    if (!Files.isDirectory(copies)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(copies)) {
      return all.filter(path -> path.toString().endsWith(".git")).toList();
    }
  }

  /** As a server leaves it that was killed between finding a fix and delivering it. */
  private void foundBefore(RepositoryLocation location, String commit) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    try (Database database = Database.open(folder.resolve("data"))) {
      database.nodes().addIfAbsent(TestFaults.node(location, Mode.DEPLOY, now));
      Incident incident = database.incidents().book(List.of(TestFaults.sighting(now)), 1).get(0);
      database
          .runs()
          .addIfNoneOpen(
              new Run(
                  "r1",
                  incident.id(),
                  "n1",
                  RunState.RUNNING,
                  "delivering the fix",
                  "",
                  1,
                  Cost.NONE,
                  now,
                  Optional.empty()));
      database
          .runs()
          .keep("r1", TestSolutions.nullCoupon(location, commit).solution(incident.id(), "n1"));
    }
  }

  private void listens(HubRepository repository, ServerHere server) {
    URI target = URI.create(server.http()).resolve("/webhooks/github");
    ObjectNode close = repository.talk().says(1, "joe", "/hephaestus close");
    assertThat(new HubHooks(repository, target, "guessed").commented(1, close)).isEqualTo(401);
    HubHooks hooks = new HubHooks(repository, target, "s3cret");
    assertThat(hooks.commented(1, close)).isEqualTo(202);
    await().atMost(LIMIT).pollInterval(BETWEEN_LOOKS).until(() -> ours(repository).size() == 1);
    assertThat(ours(repository).get(0)).contains("write");
    assertThat(repository.pulls().get(0).path("state").asText()).isEqualTo("open");

    ObjectNode explain = repository.talk().says(1, "ann", "/hephaestus explain");
    assertThat(hooks.commented(1, explain)).isEqualTo(202);
    await().atMost(LIMIT).pollInterval(BETWEEN_LOOKS).until(() -> ours(repository).size() == 2);
    assertThat(ours(repository).get(1)).contains("Cart.total");
  }

  private void isMerged(HubRepository repository, ServerHere server) throws Exception {
    URI target = URI.create(server.http()).resolve("/webhooks/github");
    ObjectNode merged =
        repository
            .touched(1)
            .put("state", "closed")
            .put("merged", true)
            .put("merged_at", Instant.now().toString())
            .put("merge_commit_sha", "f".repeat(40));
    assertThat(new HubHooks(repository, target, "s3cret").pulled("closed", merged)).isEqualTo(202);
    await()
        .atMost(LIMIT)
        .pollInterval(BETWEEN_LOOKS)
        .until(
            () -> server.api().list("incidents").get(0).path("state").asText().equals("resolved"));
  }

  private static List<String> ours(HubRepository repository) {
    return repository.talk().carrying(OURS).stream()
        .map(comment -> comment.path("body").asText())
        .toList();
  }

  private static Map<String, String> environment(Hub hub) {
    return Map.of(
        "HEPHAESTUS_GITHUB_HOST",
        hub.authority(),
        "HEPHAESTUS_GITHUB_API_URL",
        hub.api().toString(),
        "HEPHAESTUS_GITHUB_TOKEN",
        "ghs_shop",
        "HEPHAESTUS_REPOSITORY_WEBHOOK_SECRET",
        "s3cret");
  }
}
