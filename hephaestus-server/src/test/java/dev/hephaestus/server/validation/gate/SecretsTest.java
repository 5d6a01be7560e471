package dev.hephaestus.server.validation.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretsTest {
  private final Gate gate = new Secrets();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-----BEGIN PRIVATE KEY-----",
        "-----BEGIN OPENSSH PRIVATE KEY-----",
        "AKIAIOSFODNN7EXAMPLE",
        "ghp_0123456789abcdefghijklmnopqrstuvwxyz",
        "glpat-0123456789abcdefghij",
        "xoxb-123456789012",
        "sk_live_0123456789abcdef",
        "https://bob:hunter2@git.example.com/x",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abcdefghijkl"
      })
  void anAddedCredentialIsRefused(String secret) {
    assertThat(Judged.body(gate, "return 1;", "String k = \"" + secret + "\"; return 1;"))
        .get()
        .asString()
        .contains("credential")
        .doesNotContain(secret);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://example.com:8080/a@b", "sk-1", "AKIA", "user:password", "eyJ.eyJ.x"})
  void ordinaryTextPasses(String text) {
    assertThat(Judged.body(gate, "return 1;", "String k = \"" + text + "\"; return 1;")).isEmpty();
  }

  @Test
  void whatWasThereBeforeIsNoBusinessOfThePatch() {
    String line = "String k = \"AKIAIOSFODNN7EXAMPLE\";\n";

    assertThat(Judged.body(gate, line + "return 1;", line + "return 2;")).isEmpty();
  }

  @Test
  void aVeryLongLineIsReadOnlyInPart() {
    String line = "String k = \"" + "a".repeat(200_000) + "\";";

    assertThat(Judged.body(gate, "return 1;", line)).isEmpty();
  }
}
