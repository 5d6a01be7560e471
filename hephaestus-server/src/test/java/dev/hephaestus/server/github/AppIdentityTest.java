package dev.hephaestus.server.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hephaestus.server.HephaestusException;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AppIdentityTest {
  private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void signsWithTheKeyInEitherForm(boolean asGitHubGivesIt) throws Exception {
    AppIdentity app =
        AppIdentity.of("Iv23liAbc", asGitHubGivesIt ? AppKeys.pkcs1() : AppKeys.pkcs8());

    String[] parts = app.token(CLOCK).split("\\.");

    assertThat(parts).hasSize(3);
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(AppKeys.PAIR.getPublic());
    signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
    assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
    assertThat(json(parts[0]).path("alg").asText()).isEqualTo("RS256");
    JsonNode claims = json(parts[1]);
    assertThat(claims.path("iss").asText()).isEqualTo("Iv23liAbc");
    assertThat(claims.path("iat").asLong()).isEqualTo(NOW.getEpochSecond() - 60);
    assertThat(claims.path("exp").asLong() - claims.path("iat").asLong())
        .as("GitHub refuses more than ten minutes")
        .isLessThanOrEqualTo(600);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Iv 1", "1\",\"exp\":9", "../x"})
  void takesNoIdThatCannotBeOne(String id) {
    assertThatThrownBy(() -> AppIdentity.of(id, AppKeys.pkcs1()))
        .isInstanceOf(HephaestusException.class)
        .hasMessageContaining("client id");
  }

  @Test
  void saysWhatIsWrongWithAKeyAndNothingOfIt() {
    String notAKey =
        AppKeys.pem("RSA PRIVATE KEY", "not a key at all".getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(() -> AppIdentity.of("1", notAKey))
        .isInstanceOf(HephaestusException.class)
        .hasMessageContaining("broken")
        .hasMessageNotContaining(
            Base64.getEncoder().encodeToString("not a".getBytes(StandardCharsets.UTF_8)));
    assertThatThrownBy(() -> AppIdentity.of("1", "ssh-rsa AAAA"))
        .isInstanceOf(HephaestusException.class)
        .hasMessageContaining(".pem file");
    assertThatThrownBy(
            () -> AppIdentity.of("1", AppKeys.pem("ENCRYPTED PRIVATE KEY", new byte[] {1})))
        .isInstanceOf(HephaestusException.class)
        .hasMessageContaining("unencrypted");
  }

  @Test
  void isPrintedWithoutItsKey() {
    assertThat(AppIdentity.of("4711", AppKeys.pkcs1())).hasToString("GitHub App 4711");
  }

  private static JsonNode json(String part) throws Exception {
    return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(part));
  }
}
