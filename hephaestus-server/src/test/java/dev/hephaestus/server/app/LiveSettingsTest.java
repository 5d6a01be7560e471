package dev.hephaestus.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hephaestus.client.ClientConfiguration;
import dev.hephaestus.client.ClientOption;
import dev.hephaestus.client.ClientRecord;
import dev.hephaestus.client.EventReader;
import dev.hephaestus.client.HephaestusClient;
import dev.hephaestus.client.RecordLevel;
import dev.hephaestus.client.StatusReporter;
import dev.hephaestus.client.testkit.FaultProxy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Settings that are changed over REST hold in the client of an application that runs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LiveSettingsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30); // For a busy machine.
  private static final Duration OFTEN = Duration.ofMillis(20);

  private final List<AutoCloseable> opened = new ArrayList<>();
  private ServerHere server;

  @BeforeAll
  void start(@TempDir Path folder) {
    server = ServerHere.start(folder, Map.of(), Clock.systemUTC());
  }

  @AfterEach
  void closeClients() throws Exception {
    for (AutoCloseable each : opened.reversed()) {
      each.close();
    }
    opened.clear();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void aClientThatRunsShipsAllFromWhenTheServerIsToldSo() throws Exception {
    HephaestusClient client = client("all", server.grpc());
    log(client, RecordLevel.ERROR);
    awaitAcknowledged(client, 1);

    set("all", "{\"shipAll\": true}");

    awaitAcknowledgedOnceLogged(client, RecordLevel.INFO);
  }

  @Test
  void aClientThatRunsTakesUpThresholdAndContext() throws Exception {
    HephaestusClient client = client("threshold", server.grpc());
    log(client, RecordLevel.ERROR);
    awaitAcknowledged(client, 1);

    set("threshold", "{\"thresholdLevel\": \"WARN\", \"contextRecords\": 1}");

    awaitAcknowledgedOnceLogged(client, RecordLevel.WARN);
    awaitNoneWaiting(client);
    long before = client.balance().acknowledged();
    log(client, RecordLevel.INFO);
    log(client, RecordLevel.INFO);
    log(client, RecordLevel.WARN);
    awaitNoneWaiting(client);
    assertThat(client.balance().acknowledged() - before).isEqualTo(2);
  }

  @Test
  void aClientThatWasCutOffTakesUpWhatWasChangedMeanwhile() throws Exception {
    FaultProxy proxy = FaultProxy.before(server.grpc());
    opened.add(proxy);
    HephaestusClient client = client("away", proxy.endpoint());
    log(client, RecordLevel.ERROR);
    awaitAcknowledged(client, 1);
    proxy.commit(FaultProxy.Fault.REFUSE);
    proxy.reset();
    await().atMost(PATIENCE).until(() -> !client.balance().connected());

    set("away", "{\"thresholdLevel\": \"INFO\"}");
    proxy.commit(FaultProxy.Fault.NONE);

    awaitAcknowledgedOnceLogged(client, RecordLevel.INFO);
  }

  @Test
  void aProcessThatStartsLaterGetsWhatWasSetWhateverItIsConfiguredWith() throws Exception {
    HephaestusClient first = client("later", server.grpc());
    log(first, RecordLevel.ERROR);
    awaitAcknowledged(first, 1);
    set("later", "{\"thresholdLevel\": \"INFO\"}");

    awaitAcknowledgedOnceLogged(client("later", server.grpc()), RecordLevel.INFO);
  }

  private HephaestusClient client(String service, String endpoint) {
    ClientConfiguration configuration =
        ClientConfiguration.builder("test")
            .set(ClientOption.ENDPOINT, endpoint)
            .set(ClientOption.SERVICE, service)
            .set(ClientOption.REPOSITORY, "/srv/git/shop")
            .set(ClientOption.THRESHOLD_LEVEL, "ERROR")
            .set(ClientOption.THRESHOLD_COUNT, "100000") // Nothing is to be repaired here.
            .set(ClientOption.RECONNECT_MIN, "20ms")
            .set(ClientOption.RECONNECT_MAX, "100ms")
            .set(ClientOption.SHUTDOWN_HOOK, "false")
            .set(ClientOption.SPOOL, "none")
            .build();
    HephaestusClient client = new HephaestusClient(configuration, new Silent(), solution -> {});
    client.start();
    opened.add(client::stop);
    return client;
  }

  private static void log(HephaestusClient client, RecordLevel level) {
    client.append(level, new Levels());
  }

  private static void awaitAcknowledged(HephaestusClient client, long records) {
    await().atMost(PATIENCE).until(() -> client.balance().acknowledged() == records);
  }

  /** What the client ships only with the new settings is logged until one of them arrives. */
  private static void awaitAcknowledgedOnceLogged(HephaestusClient client, RecordLevel level) {
    long before = client.balance().acknowledged();
    await()
        .atMost(PATIENCE)
        .pollInterval(OFTEN)
        .until(
            () -> {
              log(client, level);
              return client.balance().acknowledged() > before;
            });
  }

  private static void awaitNoneWaiting(HephaestusClient client) {
    await().atMost(PATIENCE).until(() -> client.balance().waiting() == 0);
  }

  private void set(String service, String settings) throws IOException, InterruptedException {
    HttpRequest.Builder change =
        HttpRequest.newBuilder(
                URI.create(server.http() + "/api/v1/nodes/" + node(service) + "/settings"))
            .method("PATCH", HttpRequest.BodyPublishers.ofString(settings))
            .header("Content-Type", "application/json");
    HttpResponse<String> answer = server.api().send(change);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private String node(String service) throws IOException, InterruptedException {
    return server.api().list("nodes").stream()
        .filter(node -> node.path("service").asText().equals(service))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no node of " + service))
        .path("id")
        .asText();
  }

  /** An event is its level. */
  private static final class Levels implements EventReader<RecordLevel> {
    @Override
    public RecordLevel level(RecordLevel event) {
      return event;
    }

    @Override
    public String logger(RecordLevel event) {
      return "shop.Cart";
    }

    @Override
    public ClientRecord read(RecordLevel event) {
      return ClientRecord.of(1_767_225_600_000_000_000L, event, "shop.Cart")
          .thread("main")
          .message("said");
    }
  }

  private static final class Silent implements StatusReporter {
    @Override
    public void info(String message) {}

    @Override
    public void warn(String message, @Nullable Throwable cause) {}

    @Override
    public void solution(String line) {}
  }
}
