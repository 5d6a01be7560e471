package dev.hephaestus.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hephaestus.proto.v1.VerdictLevel;
import dev.hephaestus.server.validation.build.FetchedJUnit;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server, from the logged error to the solution. */
final class WholeRoadTest {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  @TempDir private Path folder;

  @BeforeEach
  void fetch() {
    FetchedJUnit.into(folder.resolve("data/work"));
  }

  @Test
  void theSameFaultTwiceIsOneIncidentOneRunAndOneSolutionThoughTheServerWasKilled()
      throws Exception {
    TeaRepository repository = TeaRepository.create(folder.resolve("tea"));
    ServerInAProcess first = ServerInAProcess.start(folder, Map.of());
    try (TeaClient client = new TeaClient(first.grpc(), repository)) {
      client.logMissingPrice("MATE");
      client.logMissingPrice("ROOIBOS");
      await().atMost(LIMIT).until(() -> client.acknowledged() == 2);
      await().atMost(LIMIT).until(() -> isRunning(first.api()));
    } finally {
      first.kill();
    }

    try (ServerHere second = ServerHere.start(folder, Map.of(), Clock.systemUTC());
        TeaClient client = new TeaClient(second.grpc(), repository)) {
      ServerApi api = second.api();
      await().atMost(LIMIT).until(api::isRunEnded);

      assertThat(api.list("incidents")).hasSize(1);
      assertThat(api.list("incidents").get(0).path("count").asInt()).isEqualTo(2);
      assertThat(api.list("runs")).hasSize(1);
      JsonNode run = api.list("runs").get(0);
      assertThat(run.path("state").asText()).isEqualTo("fixed");
      assertThat(run.path("starts").asInt()).isEqualTo(2);
      assertThat(api.list("solutions")).hasSize(1);
      JsonNode solution = api.list("solutions").get(0);
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
    try (ServerHere server = ServerHere.start(folder, Map.of(), Clock.systemUTC());
        TeaClient client = new TeaClient(server.grpc(), repository)) {
      ServerApi api = server.api();
      client.logMissingPrice("MATE");
      await().atMost(LIMIT).until(api::isRunEnded);

      JsonNode run = api.list("runs").get(0);
      assertThat(run.path("state").asText()).isEqualTo("fixed_at_head");
      assertThat(run.path("deployed").asText()).isEqualTo(repository.commit());
      assertThat(run.path("reason").asText())
          .contains("passes at the head")
          .contains(fix.substring(0, 10) + " (What is not for sale costs nothing)");
      assertThat(api.list("incidents").get(0).path("state").asText()).isEqualTo("fixed_at_head");
      assertThat(api.list("solutions")).isEmpty();
    }
  }

  private static boolean isRunning(ServerApi api) throws IOException, InterruptedException {
    List<JsonNode> runs = api.list("runs");
    return !runs.isEmpty() && runs.get(0).path("state").asText().equals("running");
  }
}
