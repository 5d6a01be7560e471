package dev.hephaestus.client;

import static dev.hephaestus.client.TestClients.configuration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hephaestus.client.testkit.FakeServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A client, a server that can be told what to do, and what the client said and brought back. */
abstract class AgainstFakeServer {
  final TestClients.Plain plain = new TestClients.Plain();
  final TestClients.StatusLog status = new TestClients.StatusLog();
  final List<ProposedSolution> solutions = Collections.synchronizedList(new ArrayList<>());
  private final List<HephaestusClient> started = new ArrayList<>();
  FakeServer server;

  @BeforeAll
  static void bePatient() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(30)); // For a busy machine.
  }

  @BeforeEach
  void startServer() {
    server = FakeServer.start();
  }

  @AfterEach
  void stopAll() {
    started.forEach(HephaestusClient::stop);
    server.close();
  }

  HephaestusClient client(String... options) {
    return client(server.endpoint(), solutions::add, options);
  }

  HephaestusClient client(String endpoint, SolutionListener listener, String... options) {
    HephaestusClient client =
        new HephaestusClient(
            configuration(endpoint, options), status, listener, TestClients.TIMING);
    started.add(client);
    client.start();
    return client;
  }

  static String[] numbered(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toArray(String[]::new);
  }

  void awaitMessages(String... messages) {
    await().untilAsserted(() -> assertThat(server.messages()).containsExactly(messages));
  }

  void awaitConnected() {
    await().untilAsserted(() -> assertThat(server.openStreams()).isEqualTo(1));
  }
}
