package dev.hephaestus.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hephaestus.server.security.CertificateRule;
import dev.hephaestus.server.security.KeyLimits;
import dev.hephaestus.server.security.Scope;
import dev.hephaestus.server.security.ServerTls;
import dev.hephaestus.server.security.TlsSettings;
import dev.hephaestus.server.testkit.TestCertificates;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encrypted requests. */
final class HttpsTest {
  @TempDir private Path folder;
  private final TestCertificates authority = new TestCertificates("Authority");
  private Path trusted;
  private RunningServer server;

  @BeforeEach
  void listen() {
    trusted = authority.authority(folder.resolve("authority.crt"));
    TestCertificates.Issued own = authority.issue(folder.resolve("server"), "CN=server", "urn:s");
    CertificateRule rule =
        new CertificateRule(
            "ops", Optional.empty(), Optional.of("uri:urn:ops"), Scope.LOCAL, KeyLimits.NONE);
    server =
        RunningServer.encrypted(
            folder.resolve("data"),
            List.of(rule),
            new ServerTls(
                new TlsSettings(own.certificate(), own.key(), Optional.of(trusted), false)));
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aRequestIsAnsweredByWhatItsCertificateOrKeyOpens() throws Exception {
    String key = server.gate().key("shop");

    assertThat(get("urn:ops", Optional.empty())).isEqualTo(200);
    assertThat(get("urn:other", Optional.empty())).isEqualTo(401);
    assertThat(get("urn:other", Optional.of(key))).isEqualTo(200);
  }

  @Test
  void requestsInTheClearAreNotAnswered() {
    assertThatThrownBy(() -> server.get("/api/v1/nodes")).isInstanceOf(Exception.class);
  }

  private int get(String uri, Optional<String> key) throws Exception {
    TestCertificates.Issued own = authority.issue(folder.resolve("client"), "CN=client", uri);
    ServerTls both =
        new ServerTls(new TlsSettings(own.certificate(), own.key(), Optional.empty(), false));
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (var in = java.nio.file.Files.newInputStream(trusted)) {
      store.setCertificateEntry(
          "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        new KeyManager[] {new ClientKeys(both.keyManager())}, trust.getTrustManagers(), null);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + server.port() + "/api/v1/nodes"));
    key.ifPresent(text -> request.header("Authorization", "Bearer " + text));
    try (HttpClient client = HttpClient.newBuilder().sslContext(context).build()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString()).statusCode();
    }
  }
}
