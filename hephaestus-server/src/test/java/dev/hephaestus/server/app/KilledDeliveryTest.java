package dev.hephaestus.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hephaestus.proto.v1.Mode;
import dev.hephaestus.server.cli.demo.hub.Hub;
import dev.hephaestus.server.cli.demo.hub.HubCall;
import dev.hephaestus.server.cli.demo.hub.HubFault;
import dev.hephaestus.server.cli.demo.hub.HubGrant;
import dev.hephaestus.server.cli.demo.hub.HubRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that is killed (SIGKILL) at each call that it makes for a pull request, once before
 * GitHub did what was asked and once after, and that a new one follows each time.
 *
 * <p>Minutes: only where {@code delivery.kills} is {@code all}.
 */
@EnabledIfSystemProperty(named = "delivery.kills", matches = "all")
final class KilledDeliveryTest {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final int MOST_LIVES = 100;
  private static final int LEAST_KINDS = 8; // of calls for opening

  @TempDir private Path folder;

  private final Set<String> killedAt = new LinkedHashSet<>();
  private Repository git;
  private TeaRepository tea;
  private Hub hub;
  private HubRepository repository;

  @BeforeEach
  void publish() throws Exception {
    tea = TeaRepository.create(folder.resolve("tea"));
    Git bare =
        Git.cloneRepository()
            .setURI(tea.path())
            .setBare(true)
            .setDirectory(folder.resolve("tea.git").toFile())
            .call();
    git = bare.getRepository();
    hub = Hub.start(Clock.systemUTC());
    repository = hub.add("acme/tea", git, "main");
    repository.open();
    hub.grant("ghs_tea", HubGrant.ofApp("hephaestus", Instant.MAX, "acme/tea"));
  }

  @AfterEach
  void close() {
    hub.close();
    git.close();
  }

  @Test
  void whereverItIsKilledThereIsOnePullRequestWithAllThatBelongsToIt() throws Exception {
    boolean logged = false;
    int kills = 0;
    for (int life = 1; life <= MOST_LIVES; life++) {
      ServerInAProcess server = ServerInAProcess.start(folder, variables());
      try {
        if (!logged) {
          log(server);
          logged = true;
        }
        killAtWhatIsNew(server);
        if (outlives(server)) {
          break;
        }
        kills++;
      } finally {
        server.kill();
      }
    }

    hub.breakBy(call -> HubFault.NONE);
    System.out.println("killed " + kills + " times, at " + killedAt.size() + " points:");
    killedAt.forEach(System.out::println);
    assertThat(killedAt).hasSizeGreaterThan(2 * LEAST_KINDS);
    assertThat(repository.pulls()).hasSize(1);
    ObjectNode pull = repository.pulls().get(0);
    List<Ref> branches = git.getRefDatabase().getRefsByPrefix("refs/heads/");
    assertThat(branches)
        .extracting(Ref::getName)
        .containsExactlyInAnyOrder(
            "refs/heads/main", "refs/heads/" + pull.path("head").path("ref").asText());
    assertThat(pull.path("labels").findValuesAsText("name")).containsExactly("automated fix");
    assertThat(repository.checks()).hasSize(1);
  }

  private void log(ServerInAProcess server) {
    try (TeaClient client =
        new TeaClient(server.grpc(), tea.commit(), repository.cloneUrl(), Mode.MODE_DEPLOY)) {
      client.logMissingPrice("MATE");
      await().atMost(LIMIT).until(() -> client.acknowledged() == 1);
    }
  }

  /** Each life ends at the first call at which none has ended before. */
  private void killAtWhatIsNew(ServerInAProcess server) {
    Map<String, Integer> times = new HashMap<>();
    hub.breakBy(
        call -> {
          String kind = kind(call);
          int time = times.merge(kind, 1, Integer::sum);
          Optional<HubFault> end =
              killedAt.add("before " + kind + " #" + time)
                  ? Optional.of(HubFault.SERVER_ERROR)
                  : killedAt.add("after " + kind + " #" + time)
                      ? Optional.of(HubFault.BAD_GATEWAY_AFTER_SUCCESS)
                      : Optional.empty();
          end.ifPresent(fault -> kill(server));
          return end.orElse(HubFault.NONE);
        });
  }

  private static String kind(HubCall call) {
    return call.method()
        + " "
        + call.path()
            .replaceAll("[0-9a-f]{40}", "COMMIT")
            .replaceAll("hephaestus/[^/]+", "BRANCH")
            .replaceAll("/\\d+", "/NUMBER");
  }

  private static void kill(ServerInAProcess server) {
    try {
      server.kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether it proposes the fix, rather than being killed before. */
  private static boolean outlives(ServerInAProcess server) {
    await()
        .atMost(LIMIT)
        .ignoreExceptions() // It may die while it answers.
        .until(() -> !server.isAlive() || isProposed(server));
    return server.isAlive();
  }

  private static boolean isProposed(ServerInAProcess server)
      throws IOException, InterruptedException {
    List<JsonNode> incidents = server.api().list("incidents");
    return !incidents.isEmpty() && incidents.get(0).path("state").asText().equals("fix_proposed");
  }

  private Map<String, String> variables() {
    return Map.of(
        "HEPHAESTUS_GITHUB_HOST",
        hub.authority(),
        "HEPHAESTUS_GITHUB_API_URL",
        hub.api().toString(),
        "HEPHAESTUS_GITHUB_TOKEN",
        "ghs_tea",
        "HEPHAESTUS_PULL_REQUESTS_LABELS",
        "automated fix");
  }
}
