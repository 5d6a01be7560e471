package dev.hephaestus.server.ai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hephaestus.server.HephaestusException;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class LanguageModelsTest {
  private final LanguageModels models = new ModelCalls().models();

  private static ProviderSettings settings(
      String provider, String model, Optional<String> url, String key) {
    return new ProviderSettings(
        provider,
        model,
        url,
        () -> key,
        Timeouts.DEFAULT,
        CallLimits.DEFAULT,
        OptionalDouble.empty(),
        TokenPrice.FREE,
        true);
  }

  @Test
  void settingsDoNotPrintTheKey() {
    ProviderSettings settings =
        settings("openai", "m1", Optional.of("http://localhost/v1"), ModelCalls.KEY);

    assertThat(settings.toString()).doesNotContain(ModelCalls.KEY).contains("openai/m1");
    assertThat(models.create(settings).name()).isEqualTo("openai/m1");
  }

  @Test
  void saysWhatIsWrongWithTheSettings() {
    Optional<String> local = Optional.of("http://localhost");
    refuses(settings("opnai", "m1", local, ""), "openai, anthropic, gemini, ollama");
    refuses(settings("openai", " ", local, ""), "name of a model");
    refuses(settings("openai", "m1", Optional.of("localhost:8000"), ""), "localhost:8000");
    refuses(settings("anthropic", "m1", Optional.empty(), ""), "API key");
  }

  @Test
  void aKeyThatNoHeaderCanHoldIsNotRepeated() {
    ProviderSettings settings =
        settings("openai", "m1", Optional.of("http://localhost:1/v1"), "sk-secret\r\nX-Evil: 1");

    assertThat(ModelCalls.failure(models.create(settings)))
        .hasMessageNotContaining("sk-secret")
        .hasMessageContaining("key");
  }

  private void refuses(ProviderSettings settings, String said) {
    assertThatThrownBy(() -> models.create(settings))
        .isInstanceOf(HephaestusException.class)
        .hasMessageContaining(said);
  }
}
