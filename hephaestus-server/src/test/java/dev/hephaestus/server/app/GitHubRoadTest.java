package dev.hephaestus.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hephaestus.proto.v1.Mode;
import dev.hephaestus.proto.v1.Settings;
import dev.hephaestus.server.cli.demo.hub.Hub;
import dev.hephaestus.server.cli.demo.hub.HubGrant;
import dev.hephaestus.server.cli.demo.hub.HubHooks;
import dev.hephaestus.server.cli.demo.hub.HubRepository;
import dev.hephaestus.server.validation.build.FetchedJUnit;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running server and a GitHub that it works with: all of it over HTTP and gRPC on loopback. */
final class GitHubRoadTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
  private static final String OURS = "<!-- hephaestus:said";

  @TempDir private Path folder;

  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();

  @Test
  void aFaultBecomesAPullRequestThatListensAndEndsTheIncidentWhenItIsMerged() throws Exception {
    TeaRepository tea = TeaRepository.create(folder.resolve("tea"));
    FetchedJUnit.into(folder.resolve("data/work"));
    try (Git git = Git.open(tea.folder().toFile());
        Hub hub = Hub.start(Clock.systemUTC())) {
      HubRepository repository = hub.add("acme/tea", git.getRepository(), "main");
      repository.talk().permit("ann", "write");
      repository.talk().permit("joe", "read");
      hub.grant("ghs_tea", HubGrant.ofApp("hephaestus", Instant.MAX, "acme/tea"));
      Map<String, String> environment = environment(hub);
      Configuration configuration = ConfigurationReader.read(Optional.empty(), environment);
      Settings deploy = Settings.newBuilder().setMode(Mode.MODE_DEPLOY).build();
      try (HephaestusServer server =
              HephaestusServer.start(configuration, environment, Clock.systemUTC());
          TeaClient client =
              new TeaClient(server.grpcAddress(), tea.commit(), repository.cloneUrl(), deploy)) {
        client.logMissingPrice("MATE");
        await().atMost(LIMIT).pollInterval(BETWEEN_LOOKS).until(() -> isFixed(server));

        ObjectNode pull = repository.pulls().get(0);
        assertThat(repository.pulls()).hasSize(1);
        assertThat(pull.path("draft").asBoolean()).isTrue();
        assertThat(pull.path("title").asText()).isEqualTo("Fix NullPointerException in Prices.cents");
        assertThat(repository.checks()).hasSize(1);

        listens(repository, server);
        isMerged(repository, server);
        assertThat(hub.strays()).isEmpty();
      }
    }
  }

  private void listens(HubRepository repository, HephaestusServer server) {
    URI target = URI.create(server.httpAddress()).resolve("/webhooks/github");
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
    assertThat(ours(repository).get(1)).contains("Prices.cents");
  }

  private void isMerged(HubRepository repository, HephaestusServer server) throws Exception {
    URI target = URI.create(server.httpAddress()).resolve("/webhooks/github");
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
            () -> list(server, "incidents").path(0).path("state").asText().equals("resolved"));
  }

  private static List<String> ours(HubRepository repository) {
    return repository.talk().carrying(OURS).stream()
        .map(comment -> comment.path("body").asText())
        .toList();
  }

  private Map<String, String> environment(Hub hub) {
    return Map.of(
        "PATH", System.getenv("PATH"),
        "HEPHAESTUS_DATA_DIRECTORY", folder.resolve("data").toString(),
        "HEPHAESTUS_GRPC_PORT", "0",
        "HEPHAESTUS_HTTP_PORT", "0",
        "HEPHAESTUS_GITHUB_HOST", hub.authority(),
        "HEPHAESTUS_GITHUB_API_URL", hub.api().toString(),
        "HEPHAESTUS_GITHUB_TOKEN", "ghs_tea",
        "HEPHAESTUS_REPOSITORY_WEBHOOK_SECRET", "s3cret");
  }

  private boolean isFixed(HephaestusServer server) throws IOException, InterruptedException {
    return list(server, "runs").path(0).has("ended");
  }

  private JsonNode list(HephaestusServer server, String what)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.httpAddress()).resolve("/api/v1/" + what)).build();
    return json.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }
}
