package dev.hephaestus.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hephaestus.proto.v1.VerdictLevel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server in a process of its own, from the logged error to the solution. */
final class WholeRoadTest {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  @TempDir private Path folder;

  private final List<ServerInAProcess> started = new ArrayList<>();

  @AfterEach
  void endWhatWasStarted() throws InterruptedException {
    for (ServerInAProcess server : started) {
      server.kill();
    }
  }

  @Test
  void theSameFaultTwiceIsOneIncidentOneRunAndOneSolutionThoughTheServerWasKilled()
      throws Exception {
    TeaRepository repository = TeaRepository.create(folder.resolve("tea"));
    ServerInAProcess first = start();
    try (TeaClient client = new TeaClient(first.grpc(), repository)) {
      client.logMissingPrice("MATE");
      client.logMissingPrice("ROOIBOS");
      await().atMost(LIMIT).until(() -> client.acknowledged() == 2);
      await().atMost(LIMIT).until(() -> isRunning(first));
    }
    first.kill();

    ServerInAProcess second = start();
    try (TeaClient client = new TeaClient(second.grpc(), repository)) {
      await().atMost(LIMIT).until(() -> isEnded(second));

      assertThat(second.list("incidents")).hasSize(1);
      assertThat(second.list("incidents").get(0).path("count").asInt()).isEqualTo(2);
      assertThat(second.list("runs")).hasSize(1);
      JsonNode run = second.list("runs").get(0);
      assertThat(run.path("state").asText()).isEqualTo("fixed");
      assertThat(run.path("starts").asInt()).isEqualTo(2);
      assertThat(second.list("solutions")).hasSize(1);
      JsonNode solution = second.list("solutions").get(0);
      assertThat(solution.path("verdict").asText()).isEqualTo("reproduced");
      assertThat(solution.path("patch").asText()).contains("a/src/main/java/tea/Prices.java");
      await().atMost(LIMIT).until(() -> !client.solutions().isEmpty());
      assertThat(client.solutions().element().getVerdict())
          .isEqualTo(VerdictLevel.VERDICT_LEVEL_REPRODUCED);
      assertThat(client.solutions().element().getReproduction()).contains("Prices");
    }
  }

  @Test
  void aFaultThatTheHeadDoesNotHaveAnyMoreIsNotRepaired() throws Exception {
    TeaRepository repository = TeaRepository.create(folder.resolve("tea"));
    String fix = repository.mend();
    ServerInAProcess server = start();
    try (TeaClient client = new TeaClient(server.grpc(), repository)) {
      client.logMissingPrice("MATE");
      await().atMost(LIMIT).until(() -> isEnded(server));
    }

    JsonNode run = server.list("runs").get(0);
    assertThat(run.path("state").asText()).isEqualTo("fixed_at_head");
    assertThat(run.path("deployed").asText()).isEqualTo(repository.commit());
    assertThat(run.path("reason").asText())
        .contains("passes at the head")
        .contains(fix.substring(0, 10) + " (What is not for sale costs nothing)");
    assertThat(server.list("incidents").get(0).path("state").asText()).isEqualTo("fixed_at_head");
    assertThat(server.list("solutions")).isEmpty();
  }

  private static boolean isRunning(ServerInAProcess server)
      throws IOException, InterruptedException {
    List<JsonNode> runs = server.list("runs");
    return !runs.isEmpty() && runs.get(0).path("state").asText().equals("running");
  }

  private static boolean isEnded(ServerInAProcess server) throws IOException, InterruptedException {
    List<JsonNode> runs = server.list("runs");
    return !runs.isEmpty() && runs.get(0).has("ended");
  }

  private ServerInAProcess start() throws IOException {
    ServerInAProcess server = ServerInAProcess.start(folder, Map.of());
    started.add(server);
    return server;
  }
}
