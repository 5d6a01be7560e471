package dev.hephaestus.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hephaestus.server.HephaestusException;
import dev.hephaestus.server.testkit.TestCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServerTlsTest {
  @TempDir private Path folder;
  private final TestCertificates authority = new TestCertificates("Authority");
  private TestCertificates.Issued own;

  @BeforeEach
  void issue() {
    own = authority.issue(folder.resolve("own"), "CN=server", "urn:s");
  }

  @Test
  void filesThatCannotBeUsedAreNamedWithWhatIsWrong() throws IOException {
    Path other = authority.issue(folder.resolve("other"), "CN=other", "urn:o").key();
    Path missing = folder.resolve("missing.pem");
    Path old =
        Files.writeString(folder.resolve("old.key"), "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n");

    assertThatThrownBy(() -> read(missing, own.key()))
        .isInstanceOf(HephaestusException.class)
        .hasMessageContaining("missing.pem cannot be read");
    assertThatThrownBy(() -> read(own.key(), own.key())).hasMessageContaining("tls.key");
    assertThatThrownBy(() -> read(own.certificate(), own.certificate()))
        .hasMessageContaining("holds no unencrypted private key");
    assertThatThrownBy(() -> read(own.certificate(), old)).hasMessageContaining("openssl pkcs8");
    assertThatThrownBy(() -> read(own.certificate(), other))
        .hasMessageContaining("is not that of the first certificate");
  }

  @Test
  void aHandshakeNeverGetsTheCertificateOfOneMomentAndTheKeyOfAnother() {
    ServerTls tls = read(own.certificate(), own.key());
    var keys = tls.keyManager();
    String before = keys.chooseServerAlias("EC", null, null);
    var certificate = keys.getCertificateChain(before)[0];

    authority.issue(folder.resolve("own"), "CN=renewed", "urn:s");
    String after = keys.chooseServerAlias("EC", null, null);

    assertThat(keys.getCertificateChain(before)[0]).isEqualTo(certificate);
    assertThat(keys.getCertificateChain(after)[0].getSubjectX500Principal().getName())
        .isEqualTo("CN=renewed");
    assertThat(keys.getPrivateKey(before)).isNotEqualTo(keys.getPrivateKey(after));
  }

  private static ServerTls read(Path certificate, Path key) {
    return new ServerTls(new TlsSettings(certificate, key, Optional.empty(), false));
  }
}
