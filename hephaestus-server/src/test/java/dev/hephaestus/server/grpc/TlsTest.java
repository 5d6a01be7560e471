package dev.hephaestus.server.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hephaestus.proto.v1.GetNodeRequest;
import dev.hephaestus.proto.v1.NodeServiceGrpc;
import dev.hephaestus.server.security.CertificateRule;
import dev.hephaestus.server.security.KeyLimits;
import dev.hephaestus.server.security.RepositoryPatterns;
import dev.hephaestus.server.security.Role;
import dev.hephaestus.server.security.Scope;
import dev.hephaestus.server.security.ServerTls;
import dev.hephaestus.server.security.TlsSettings;
import dev.hephaestus.server.testkit.TestCertificates;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encrypted calls, and callers that are known by their certificates. */
final class TlsTest {
  @TempDir private Path folder;
  private final TestCertificates authority = new TestCertificates("Authority");
  private final TestCertificates others = new TestCertificates("Others");
  private final List<ManagedChannel> channels = new ArrayList<>();
  private Path trusted;
  private WireFixture wire;

  @BeforeEach
  void listen() {
    trusted = authority.authority(folder.resolve("authority.crt"));
    TestCertificates.Issued own = authority.issue(folder.resolve("server"), "CN=server", "urn:s");
    wire =
        new WireFixture(
            List.of(
                rule("billing", Optional.of("CN=billing,O=Shop"), Optional.empty()),
                rule("tea", Optional.empty(), Optional.of("uri:spiffe://shop/tea"))),
            new ServerTls(
                new TlsSettings(own.certificate(), own.key(), Optional.of(trusted), false)));
  }

  @AfterEach
  void close() {
    channels.forEach(ManagedChannel::shutdownNow);
    wire.close();
  }

  @Test
  void aCertificateStandsForItsScope() throws IOException {
    String node =
        calls("CN=billing,O=Shop", "urn:b", authority)
            .initialize(WireFixture.initializeRequest())
            .getNodeId();

    assertThat(wire.nodes.find(node).orElseThrow().tenant()).isEqualTo("billing");
    NodeServiceGrpc.NodeServiceBlockingStub tea = calls("CN=x", "spiffe://shop/tea", authority);
    assertThat(code(() -> tea.getNode(GetNodeRequest.newBuilder().setNodeId(node).build())))
        .isEqualTo(Status.Code.NOT_FOUND);
  }

  @Test
  void aCertificateThatNobodyNamedOrNoneIsRefused() throws IOException {
    assertThat(initialize(calls("CN=billing", "urn:b", authority)))
        .isEqualTo(Status.Code.UNAUTHENTICATED);
    assertThat(initialize(withoutCertificate(trusted))).isEqualTo(Status.Code.UNAUTHENTICATED);
  }

  @Test
  void aCertificateOfAnotherAuthorityIsWorthNothing() throws IOException {
    // Whether the client keeps it to itself or the handshake fails is the client's choice.
    assertThat(initialize(calls("CN=billing,O=Shop", "urn:b", others)))
        .isIn(Status.Code.UNAVAILABLE, Status.Code.UNAUTHENTICATED);
  }

  @Test
  void renewedFilesAreUsedFromTheNextHandshakeOn() throws IOException {
    Path renewedTrust = others.authority(folder.resolve("others.crt"));
    assertThat(initialize(withoutCertificate(trusted))).isEqualTo(Status.Code.UNAUTHENTICATED);
    assertThat(initialize(withoutCertificate(renewedTrust))).isEqualTo(Status.Code.UNAVAILABLE);

    others.issue(folder.resolve("server"), "CN=server", "urn:s");
    Files.writeString(trusted, Files.readString(trusted) + Files.readString(renewedTrust));

    assertThat(initialize(withoutCertificate(renewedTrust))).isEqualTo(Status.Code.UNAUTHENTICATED);
    assertThat(
            calls("CN=billing,O=Shop", "urn:b", others)
                .initialize(WireFixture.initializeRequest())
                .getNodeId())
        .isNotEmpty();
  }

  @Test
  void filesThatCannotBeUsedLeaveThoseBeforeInUse() throws IOException {
    Files.writeString(folder.resolve("server/tls.key"), "half a ke");

    assertThat(initialize(withoutCertificate(trusted))).isEqualTo(Status.Code.UNAUTHENTICATED);
  }

  @Test
  void callsInTheClearAreNotAnswered() {
    assertThat(initialize(wire.nodeService())).isEqualTo(Status.Code.UNAVAILABLE);
  }

  private static CertificateRule rule(
      String tenant, Optional<String> subject, Optional<String> alternative) {
    return new CertificateRule(
        tenant,
        subject.map(X500Principal::new),
        alternative,
        new Scope(tenant, Set.of(Role.values()), RepositoryPatterns.ALL, true),
        KeyLimits.NONE);
  }

  private NodeServiceGrpc.NodeServiceBlockingStub calls(
      String subject, String uri, TestCertificates issuer) throws IOException {
    TestCertificates.Issued own =
        issuer.issue(folder.resolve("client" + channels.size()), subject, uri);
    boolean renewed = Files.readString(trusted).split("BEGIN").length > 2;
    return calls(
        TlsChannelCredentials.newBuilder()
            .trustManager((renewed ? folder.resolve("others.crt") : trusted).toFile())
            .keyManager(own.certificate().toFile(), own.key().toFile()));
  }

  private NodeServiceGrpc.NodeServiceBlockingStub withoutCertificate(Path trust)
      throws IOException {
    return calls(TlsChannelCredentials.newBuilder().trustManager(trust.toFile()));
  }

  private NodeServiceGrpc.NodeServiceBlockingStub calls(TlsChannelCredentials.Builder tls) {
    ManagedChannel channel =
        Grpc.newChannelBuilderForAddress("127.0.0.1", wire.server.port(), tls.build()).build();
    channels.add(channel);
    return NodeServiceGrpc.newBlockingStub(channel).withDeadlineAfter(30, TimeUnit.SECONDS);
  }

  private static Status.Code initialize(NodeServiceGrpc.NodeServiceBlockingStub stub) {
    return code(() -> stub.initialize(WireFixture.initializeRequest()));
  }

  private static Status.Code code(Runnable call) {
    return catchThrowableOfType(StatusRuntimeException.class, call::run).getStatus().getCode();
  }
}
