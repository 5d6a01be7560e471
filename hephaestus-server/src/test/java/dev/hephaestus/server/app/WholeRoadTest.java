package dev.hephaestus.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hephaestus.proto.v1.VerdictLevel;
import dev.hephaestus.server.validation.build.FetchedJUnit;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server in a process of its own, from the logged error to the solution. */
final class WholeRoadTest {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Pattern READY = Pattern.compile("ready: gRPC (\\S+), HTTP (\\S+), data");

  @TempDir private Path folder;

  private final List<Process> started = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();

  @AfterEach
  void endWhatWasStarted() throws InterruptedException {
    for (Process process : started) {
      process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void theSameFaultTwiceIsOneIncidentOneRunAndOneSolutionThoughTheServerWasKilled()
      throws Exception {
    TeaRepository repository = TeaRepository.create(folder.resolve("tea"));
    Server first = start();
    try (TeaClient client = new TeaClient(first.grpc(), repository)) {
      client.logMissingPrice("MATE");
      client.logMissingPrice("ROOIBOS");
      await().atMost(LIMIT).until(() -> client.acknowledged() == 2);
      await().atMost(LIMIT).until(() -> isRunning(first));
    }
    first.process().destroyForcibly().waitFor();

    Server second = start();
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
    Server server = start();
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

  private static boolean isRunning(Server server) throws IOException, InterruptedException {
    List<JsonNode> runs = server.list("runs");
    return !runs.isEmpty() && runs.get(0).path("state").asText().equals("running");
  }

  private static boolean isEnded(Server server) throws IOException, InterruptedException {
    List<JsonNode> runs = server.list("runs");
    return !runs.isEmpty() && runs.get(0).has("ended");
  }

  private Server start() throws IOException {
    FetchedJUnit.into(folder.resolve("data/work"));
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.hephaestus.server.app.Main",
            "server");
    Path output = folder.resolve("server-" + started.size() + ".log");
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("HEPHAESTUS_DATA_DIRECTORY", folder.resolve("data").toString());
    builder.environment().put("HEPHAESTUS_GRPC_PORT", "0");
    builder.environment().put("HEPHAESTUS_HTTP_PORT", "0");
    Process process = builder.start();
    started.add(process);
    await()
        .atMost(LIMIT)
        .until(() -> READY.matcher(Files.readString(output)).find() || !process.isAlive());
    Matcher ready = READY.matcher(Files.readString(output));
    assertThat(ready.find()).as(Files.readString(output)).isTrue();
    return new Server(process, ready.group(1), URI.create(ready.group(2)));
  }

  private final class Server {
    private final Process process;
    private final String grpc;
    private final URI base;

    Server(Process process, String grpc, URI base) {
      this.process = process;
      this.grpc = grpc;
      this.base = base;
    }

    Process process() {
      return process;
    }

    String grpc() {
      return grpc;
    }

    List<JsonNode> list(String what) throws IOException, InterruptedException {
      HttpRequest request = HttpRequest.newBuilder(base.resolve("/api/v1/" + what)).build();
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      List<JsonNode> items = new ArrayList<>();
      json.readTree(response.body()).forEach(items::add);
      return items;
    }
  }
}
