package dev.hephaestus.server.grpc;

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
import dev.hephaestus.server.node.Node;
import dev.hephaestus.server.security.CertificateRule;
import dev.hephaestus.server.security.KeyLimits;
import dev.hephaestus.server.security.RepositoryPatterns;
import dev.hephaestus.server.security.Role;
import dev.hephaestus.server.security.Scope;
import dev.hephaestus.server.security.ServerTls;
import dev.hephaestus.server.security.TlsSettings;
import dev.hephaestus.server.testkit.TestCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the client of an application does with certificates and keys, before the real server. */
final class ClientOverTlsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30); // For a busy machine.

  @TempDir private Path folder;
  private final TestCertificates authority = new TestCertificates("Authority");
  private final TestCertificates others = new TestCertificates("Others");
  private final List<AutoCloseable> opened = new CopyOnWriteArrayList<>();
  private final List<String> warnings = new CopyOnWriteArrayList<>();
  private Path trusted;

  @BeforeEach
  void issue() {
    trusted = authority.authority(folder.resolve("authority.crt"));
    authority.issue(folder.resolve("server"), "CN=server", "urn:s");
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : opened.reversed()) {
      each.close();
    }
  }

  @Test
  void anErrorArrivesThroughTls() {
    WireFixture wire = server(false);

    log(client(wire.server.port(), Map.of(ClientOption.TLS_TRUST_FILE, trusted)), "encrypted");

    awaitStored(wire, "encrypted");
    assertThat(warnings).isEmpty();
  }

  @Test
  void aClientIsKnownByItsCertificate() {
    WireFixture wire = server(true);
    TestCertificates.Issued own = authority.issue(folder.resolve("own"), "CN=billing", "urn:b");

    log(client(wire.server.port(), showing(own)), "from billing");

    awaitStored(wire, "from billing");
    assertThat(wire.nodes.list("", 9)).extracting(Node::tenant).containsExactly("billing");
  }

  @Test
  void anErrorWaitsUntilTheServersAuthorityIsTrusted() throws IOException {
    WireFixture wire = server(false);
    Path trust = others.authority(folder.resolve("trust.crt"));
    log(client(wire.server.port(), Map.of(ClientOption.TLS_TRUST_FILE, trust)), "to a stranger");
    awaitWarning("UNAVAILABLE");
    assertThat(wire.records.all()).isEmpty();

    Files.copy(trusted, trust, StandardCopyOption.REPLACE_EXISTING);

    awaitStored(wire, "to a stranger");
  }

  @Test
  void anErrorWaitsUntilTheServersCertificateIsRenewed() {
    authority.issueExpired(folder.resolve("server"), "CN=server", "urn:s");
    WireFixture wire = server(false);
    log(
        client(wire.server.port(), Map.of(ClientOption.TLS_TRUST_FILE, trusted)),
        "to one that expired");
    awaitWarning("UNAVAILABLE");
    assertThat(wire.records.all()).isEmpty();

    authority.issue(folder.resolve("server"), "CN=server", "urn:s");

    awaitStored(wire, "to one that expired");
  }

  @Test
  void anErrorWaitsUntilTheClientsCertificateIsRenewed() {
    WireFixture wire = server(true);
    Path place = folder.resolve("own");
    TestCertificates.Issued expired = authority.issueExpired(place, "CN=billing", "urn:b");
    log(client(wire.server.port(), showing(expired)), "from one that expired");
    awaitWarning("UNAVAILABLE");
    assertThat(wire.records.all()).isEmpty();

    authority.issue(place, "CN=billing", "urn:b");

    awaitStored(wire, "from one that expired");
  }

  @Test
  void aKeyThatWasReplacedIsReadForTheNextConnection() throws IOException {
    WireFixture wire = server(false);
    FaultProxy proxy = opened(FaultProxy.before("localhost:" + wire.server.port()));
    Path key = Files.writeString(folder.resolve("key"), wire.gate.key("before"));
    int port = Integer.parseInt(proxy.endpoint().split(":", -1)[1]);
    HephaestusClient client =
        client(port, Map.of(ClientOption.TLS_TRUST_FILE, trusted, ClientOption.API_KEY_FILE, key));
    log(client, "with the first key");
    awaitStored(wire, "with the first key");

    Files.writeString(key, wire.gate.key("after"));
    proxy.reset();
    log(client, "with the second key");

    awaitStored(wire, "with the first key", "with the second key");
    assertThat(wire.nodes.list("", 9))
        .extracting(Node::tenant)
        .containsExactlyInAnyOrder("before", "after");
  }

  private WireFixture server(boolean clientsMust) {
    Path certificate = folder.resolve("server/tls.crt");
    Path key = folder.resolve("server/tls.key");
    Scope scope = new Scope("billing", Set.of(Role.values()), RepositoryPatterns.ALL, true);
    CertificateRule billing =
        new CertificateRule(
            "billing",
            Optional.of(new X500Principal("CN=billing")),
            Optional.empty(),
            scope,
            KeyLimits.NONE);
    TlsSettings settings = new TlsSettings(certificate, key, Optional.of(trusted), clientsMust);
    return opened(
        new WireFixture(clientsMust ? List.of(billing) : List.of(), new ServerTls(settings)));
  }

  private Map<ClientOption, Path> showing(TestCertificates.Issued own) {
    return Map.of(
        ClientOption.TLS_TRUST_FILE,
        trusted,
        ClientOption.TLS_CERTIFICATE_FILE,
        own.certificate(),
        ClientOption.TLS_KEY_FILE,
        own.key());
  }

  private HephaestusClient client(int port, Map<ClientOption, Path> files) {
    ClientConfiguration.Builder options =
        ClientConfiguration.builder("test")
            .set(ClientOption.ENDPOINT, "https://localhost:" + port)
            .set(ClientOption.SERVICE, "shop")
            .set(ClientOption.REPOSITORY, "/srv/git/shop")
            .set(ClientOption.RECONNECT_MIN, "20ms")
            .set(ClientOption.RECONNECT_MAX, "100ms")
            .set(ClientOption.SHUTDOWN_HOOK, "false")
            .set(ClientOption.SPOOL, "none");
    files.forEach((option, file) -> options.set(option, file.toString()));
    ClientConfiguration configuration = options.build();
    HephaestusClient client = new HephaestusClient(configuration, new Warnings(), fix -> {});
    client.start();
    opened.add(client::stop);
    return client;
  }

  private <T extends AutoCloseable> T opened(T resource) {
    opened.add(resource);
    return resource;
  }

  private static void log(HephaestusClient client, String message) {
    client.append(message, new Errors());
  }

  private void awaitWarning(String part) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(warnings).singleElement().asString().contains(part));
  }

  private static void awaitStored(WireFixture wire, String... messages) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(wire.records.all())
                    .extracting(stored -> stored.record().message())
                    .containsExactly(messages));
  }

  private final class Warnings implements StatusReporter {
    @Override
    public void info(String message) {}

    @Override
    public void warn(String message, @Nullable Throwable cause) {
      warnings.add(message);
    }

    @Override
    public void solution(String line) {}
  }

  /** Reads a text as an error that says it. */
  private static final class Errors implements EventReader<String> {
    @Override
    public RecordLevel level(String message) {
      return RecordLevel.ERROR;
    }

    @Override
    public String logger(String message) {
      return "shop.Checkout";
    }

    @Override
    public ClientRecord read(String message) {
      return ClientRecord.of(1_700_000_000_000_000_000L, RecordLevel.ERROR, "shop.Checkout")
          .thread("main")
          .template(message)
          .message(message);
    }
  }
}
