package dev.hephaestus.client;

import static dev.hephaestus.client.TestClients.configuration;
import static dev.hephaestus.client.TestClients.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hephaestus.client.testkit.FakeServer;
import dev.hephaestus.client.testkit.FaultProxy;
import dev.hephaestus.proto.v1.StreamLogsResponse;
import io.grpc.Metadata;
import io.grpc.ServerCredentials;
import io.grpc.Status;
import io.grpc.TlsServerCredentials;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ClientNetworkTest {
  private final TestClients.Plain plain = new TestClients.Plain();
  private final TestClients.StatusLog status = new TestClients.StatusLog();
  private final List<AutoCloseable> opened = new ArrayList<>();
  @TempDir private Path directory;

  @BeforeAll
  static void bePatient() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(30)); // For a busy machine.
  }

  @AfterEach
  void closeAll() throws Exception {
    for (int i = opened.size() - 1; i >= 0; i--) {
      opened.get(i).close();
    }
  }

  private <T extends AutoCloseable> T closed(T resource) {
    opened.add(resource);
    return resource;
  }

  private HephaestusClient client(String endpoint, String... options) {
    HephaestusClient client =
        new HephaestusClient(
            configuration(endpoint, options), status, solution -> {}, TestClients.TIMING);
    opened.add(client::stop);
    client.start();
    return client;
  }

  private static void awaitMessages(FakeServer server, String... messages) {
    await().untilAsserted(() -> assertThat(server.messages()).containsExactly(messages));
  }

  private static String[] numbered(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toArray(String[]::new);
  }

  private static File pem(String name) {
    try {
      return new File(
          Objects.requireNonNull(ClientNetworkTest.class.getResource("tls/" + name)).toURI());
    } catch (URISyntaxException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static ServerCredentials tls(TlsServerCredentials.ClientAuth clients) throws IOException {
    return TlsServerCredentials.newBuilder()
        .keyManager(pem("server.pem"), pem("server.key"))
        .trustManager(pem("authority.pem"))
        .clientAuth(clients)
        .build();
  }

  private static String https(FakeServer server) {
    return "https://" + server.endpoint();
  }

  @Test
  @Tag("older-jvm")
  void behindTlsTheServerMustBeOfTheTrustedAuthority() throws IOException {
    FakeServer server = closed(FakeServer.start(tls(TlsServerCredentials.ClientAuth.NONE)));
    client(https(server)).append(error("to a stranger"), plain);
    await()
        .untilAsserted(
            () -> assertThat(status.warnings).singleElement().asString().contains("UNAVAILABLE"));
    assertThat(server.messages()).isEmpty();

    client(https(server), "tlsTrustFile", pem("authority.pem").getPath())
        .append(error("to a friend"), plain);
    awaitMessages(server, "to a friend");
  }

  @Test
  @Tag("older-jvm")
  void aClientShowsItsCertificate() throws IOException {
    FakeServer server = closed(FakeServer.start(tls(TlsServerCredentials.ClientAuth.REQUIRE)));
    String trust = pem("authority.pem").getPath();
    client(https(server), "tlsTrustFile", trust).append(error("from nobody"), plain);
    await().untilAsserted(() -> assertThat(status.warnings).hasSize(1));

    client(
            https(server),
            "tlsTrustFile",
            trust,
            "tlsCertificateFile",
            pem("client.pem").getPath(),
            "tlsKeyFile",
            pem("client.key").getPath())
        .append(error("from somebody"), plain);
    awaitMessages(server, "from somebody");
  }

  @Test
  void aFileThatCannotBeUsedIsNamedAndServesOnceItCan() throws IOException {
    FakeServer server = closed(FakeServer.start(tls(TlsServerCredentials.ClientAuth.NONE)));
    Path trust = directory.resolve("authority.pem");
    client(https(server), "tlsTrustFile", trust.toString()).append(error("late"), plain);
    await()
        .untilAsserted(
            () ->
                assertThat(status.warnings)
                    .singleElement()
                    .asString()
                    .contains("tlsTrustFile " + trust + " cannot be read"));

    Files.copy(pem("authority.pem").toPath(), trust);
    awaitMessages(server, "late");
  }

  @Test
  void theKeyGoesAlongAndIsReadAgainWhenTheFileChanges() throws IOException {
    FakeServer server = closed(FakeServer.start());
    server.requireAuthorization("Bearer second-key");
    Path file = Files.writeString(directory.resolve("key"), "first-key\n");
    HephaestusClient client = client(server.endpoint(), "apiKeyFile", file.toString());
    client.append(error("kept"), plain);
    await().untilAsserted(() -> assertThat(status.warnings).hasSize(1));
    assertThat(server.authorizations()).containsOnly("Bearer first-key");
    assertThat(status.warnings.get(0)).contains("refuses").doesNotContain("first-key");

    Files.writeString(file, "second-key\n");

    awaitMessages(server, "kept");
    assertThat(status.infos).noneMatch(line -> line.contains("key"));
  }

  @Test
  void aKeyFileWithoutAKeyIsNamed() throws IOException {
    FakeServer server = closed(FakeServer.start());
    Path file = Files.writeString(directory.resolve("key"), "two words\n");
    client(server.endpoint(), "apiKeyFile", file.toString());
    await()
        .untilAsserted(
            () ->
                assertThat(status.warnings)
                    .singleElement()
                    .asString()
                    .contains("apiKeyFile " + file)
                    .doesNotContain("two words"));
    assertThat(server.authorizations()).isEmpty();
  }

  @Test
  void aKeyInPlaintextOverANetworkIsWarnedAbout() {
    assertThat(configuration("db.example:1", "apiKeyFile", "k").exposure())
        .hasValueSatisfying(line -> assertThat(line).contains("db.example:1", "unencrypted"));
    assertThat(configuration("https://db.example:1", "apiKeyFile", "k").exposure()).isEmpty();
    assertThat(configuration("127.0.0.1:1,[::1]:2", "apiKeyFile", "k").exposure()).isEmpty();
    assertThat(configuration("db.example:1").exposure()).isEmpty();
  }

  @Test
  void batchesArePackedWhenAskedTo() {
    FakeServer server = closed(FakeServer.start());
    client(server.endpoint(), "compression", "gzip").append(error("x".repeat(5_000)), plain);
    awaitMessages(server, "x".repeat(5_000));
    assertThat(server.encodings()).containsOnly("gzip");
  }

  @Test
  void anotherEndpointServesWhereOneDoesNot() {
    FakeServer first = closed(FakeServer.start());
    FakeServer second = closed(FakeServer.start());
    HephaestusClient client = client(first.endpoint() + ", " + second.endpoint());
    client.append(error("one"), plain);
    await().until(() -> client.counters().acknowledged() == 1);
    FakeServer served = first.hellos() > 0 ? first : second;
    FakeServer other = served == first ? second : first;

    served.stop();
    client.append(error("two"), plain);

    awaitMessages(other, "two");
    awaitMessages(served, "one");
  }

  @Test
  void whoIsDrainedGoesToTheOtherEndpointAtOnce() {
    FakeServer first = closed(FakeServer.start());
    FakeServer second = closed(FakeServer.start());
    HephaestusClient client = client(first.endpoint() + "," + second.endpoint());
    await().until(() -> first.openStreams() + second.openStreams() == 1);
    FakeServer served = first.openStreams() > 0 ? first : second;
    await().untilAsserted(() -> assertThat(status.infos).hasSize(1));
    StreamLogsResponse.Builder drain = StreamLogsResponse.newBuilder();
    drain.getDrainBuilder().getReconnectAfterBuilder().setSeconds(600);
    served.send(drain.build());
    await().untilAsserted(() -> assertThat(served.goodbyes()).containsExactly("drained"));
    client.append(error("elsewhere"), plain);

    awaitMessages(served == first ? second : first, "elsewhere");
  }

  @Test
  void aServerThatAsksForAPauseIsLeftAlone() {
    FakeServer server = closed(FakeServer.start());
    Metadata trailers = new Metadata();
    trailers.put(
        Metadata.Key.of("grpc-retry-pushback-ms", Metadata.ASCII_STRING_MARSHALLER), "600000");
    server.refuse(Status.UNAVAILABLE.withDescription("too many"), trailers);
    client(server.endpoint());
    await().untilAsserted(() -> assertThat(status.warnings).hasSize(1));
    await()
        .during(Duration.ofMillis(400))
        .atMost(Duration.ofSeconds(5))
        .until(() -> server.initialized().size() == 1);
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultProxy.Fault.class,
      names = {"SLOW", "SILENT", "REFUSE"})
  void recordsOutliveATroubledNetwork(FaultProxy.Fault fault) {
    FakeServer server = closed(FakeServer.start());
    FaultProxy proxy = closed(FaultProxy.before(server.endpoint()));
    proxy.commit(fault);
    HephaestusClient client = client(proxy.endpoint());
    for (String message : numbered("r", 200)) {
      client.append(error(message), plain);
    }
    assertThat(client.counters().accepted()).isEqualTo(200);

    proxy.commit(FaultProxy.Fault.NONE);
    proxy.reset();

    awaitMessages(server, numbered("r", 200));
    assertThat(client.counters().dropped()).isZero();
  }

  @Test
  void resetsInTheMiddleOfBatchesLoseAndDoubleNothing() {
    FakeServer server = closed(FakeServer.start());
    FaultProxy proxy = closed(FaultProxy.before(server.endpoint()));
    HephaestusClient client = client(proxy.endpoint(), "batchRecords", "10");
    for (int i = 0; i < 10; i++) {
      for (String message : numbered(i + "-", 50)) {
        client.append(error(message), plain);
      }
      await().until(() -> server.openStreams() > 0);
      proxy.reset();
    }

    String[] all =
        IntStream.range(0, 10)
            .boxed()
            .flatMap(i -> IntStream.range(0, 50).mapToObj(j -> i + "-" + j))
            .toArray(String[]::new);
    awaitMessages(server, all);
    assertThat(server.gaps()).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultProxy.Fault.class,
      names = {"SLOW", "SILENT", "REFUSE"})
  void memoryStaysBoundedWhateverTheNetworkDoes(FaultProxy.Fault fault) {
    FakeServer server = closed(FakeServer.start());
    FaultProxy proxy = closed(FaultProxy.before(server.endpoint()));
    proxy.commit(fault);
    HephaestusClient client =
        client(proxy.endpoint(), "windowBytes", "256KiB", "queueBytes", "256KiB");
    String text = "x".repeat(10_000);
    for (int i = 0; i < 3_000; i++) {
      client.append(error(text), plain);
    }

    // 30 MB were logged; what is neither lost nor delivered is what is held.
    await().until(() -> client.counters().dropped() > 0);
    long held =
        client.counters().accepted()
            - client.counters().acknowledged()
            - (client.counters().dropped() - (3_000 - client.counters().accepted()));
    assertThat(held * 10_000).isLessThan(2L << 20);
    assertThat(status.warnings).hasSizeLessThanOrEqualTo(3);
  }
}
