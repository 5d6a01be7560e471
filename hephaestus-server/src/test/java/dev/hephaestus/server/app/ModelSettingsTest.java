package dev.hephaestus.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hephaestus.server.ai.Budget;
import dev.hephaestus.server.ai.CallLimits;
import dev.hephaestus.server.ai.ProviderSettings;
import dev.hephaestus.server.ai.Timeouts;
import dev.hephaestus.server.ai.TokenPrice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelSettingsTest {
  private static final Map<String, String> KEYS =
      Map.of("OPENAI_API_KEY", "sk-openai", "GOOGLE_API_KEY", "sk-google");

  @TempDir private Path folder;

  private Configuration read(String yaml, Map<String, String> environment) throws IOException {
    Path file = Files.writeString(folder.resolve("hephaestus.yaml"), yaml);
    return ConfigurationReader.read(Optional.of(file), environment);
  }

  @Test
  void readsOneModelAsItAlwaysDid() throws IOException {
    ProviderSettings model =
        read(
                """
                model:
                  provider: openai
                  name: the-model
                  baseUrl: http://localhost:11434/v1
                  timeout: 45s
                  usdPerMillionTokensIn: 2
                  usdPerMillionTokensOut: 8
                """,
                Map.of("HEPHAESTUS_MODEL_API_KEY", "sk-ours"))
            .models()
            .get(0);

    assertThat(model.name()).isEqualTo("openai/the-model");
    assertThat(model.baseUrl()).contains("http://localhost:11434/v1");
    assertThat(model.apiKey().get()).isEqualTo("sk-ours");
    assertThat(model.timeouts()).isEqualTo(Timeouts.of(Duration.ofSeconds(45)));
    assertThat(model.price()).isEqualTo(new TokenPrice(2, 8));
    assertThat(model.limits()).isEqualTo(CallLimits.DEFAULT);
    assertThat(model.streaming()).isTrue();
  }

  @Test
  void readsAModelFromTheEnvironmentAlone() {
    Configuration configuration =
        ConfigurationReader.read(
            Optional.empty(),
            Map.of(
                "HEPHAESTUS_MODEL_NAME", "m",
                "HEPHAESTUS_MODEL_BASE_URL", "http://localhost:8000/v1"));

    assertThat(configuration.models())
        .extracting(ProviderSettings::name)
        .containsExactly("openai/m");
  }

  @Test
  void readsModelsInTheirOrderWithAllThatCanBeSaid() throws IOException {
    Configuration configuration =
        read(
            """
            model: {provider: openai, name: first}
            models:
              - provider: anthropic
                name: second
                baseUrl: http://proxy/v1
                temperature: 0.2
                streaming: false
                usdPerMillionTokensIn: 4
                usdPerMillionTokensOut: 20
                usdPerMillionTokensCachedIn: 0.4
                timeouts: {firstToken: 20s, inactivity: 10s, total: 2m}
                limits: {tries: 2, requestsPerMinute: 50, tokensPerMinute: 40000}
              - {provider: gemini, name: third}
              - {provider: ollama, name: fourth}
            budget:
              runTokens: 200_000
              runUsd: 1.5
              nodeTokensPerDay: 1000000
              nodeUsdPerDay: 10
              usdPerDay: 50
            """,
            KEYS);

    assertThat(configuration.models())
        .extracting(ProviderSettings::name)
        .containsExactly("openai/first", "anthropic/second", "gemini/third", "ollama/fourth");
    ProviderSettings second = configuration.models().get(1);
    assertThat(second.timeouts())
        .isEqualTo(
            new Timeouts(Duration.ofSeconds(20), Duration.ofSeconds(10), Duration.ofMinutes(2)));
    assertThat(second.limits()).isEqualTo(new CallLimits(2, 50, 40_000));
    assertThat(second.price()).isEqualTo(new TokenPrice(4, 20, 0.4, 5));
    assertThat(second.temperature()).hasValue(0.2);
    assertThat(second.streaming()).isFalse();
    assertThat(configuration.models().get(2).apiKey().get()).isEqualTo("sk-google");
    assertThat(configuration.budget())
        .isEqualTo(
            new Budget(
                new Budget.Allowance(200_000, 1.5),
                new Budget.Allowance(1_000_000, 10),
                new Budget.Allowance(Long.MAX_VALUE, 50)));
  }

  @Test
  void whoeverNamesAModelIsNotAnsweredByAnother() throws IOException {
    Configuration configuration =
        read(
            "models: [{provider: openai, name: dear}]\n",
            Map.of(
                "HEPHAESTUS_MODELS", "",
                "HEPHAESTUS_MODEL_PROVIDER", "ollama",
                "HEPHAESTUS_MODEL_NAME", "own"));

    assertThat(configuration.models())
        .extracting(ProviderSettings::name)
        .containsExactly("ollama/own");
  }

  @Test
  void takesTheAddressThatOpenAisOwnToolsTake() {
    Configuration configuration =
        ConfigurationReader.read(
            Optional.empty(),
            Map.of(
                "HEPHAESTUS_MODEL_PROVIDER", "openai",
                "HEPHAESTUS_MODEL_NAME", "m",
                "OPENAI_BASE_URL", "http://localhost:9/v1"));

    assertThat(configuration.models().get(0).baseUrl()).contains("http://localhost:9/v1");
  }

  @Test
  void namesEveryFaultAtOnce() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    model: {name: orphan}
                    models:
                      - {name: m}
                      - {provider: delphi, name: m}
                      - {provider: openai, baseUrl: "localhost:1", speed: 9}
                      - {provider: gemini, name: m, timeouts: {total: never}}
                      - {provider: ollama, name: m, apiKey: sk-123, limits: {tries: 0}}
                    budget: {runUsd: much, tokensPerDay: -1, centsPerDay: 3}
                    """,
                    Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("model.provider is missing: say whose model \"orphan\" is")
        .hasMessageContaining("models.0.provider is missing")
        .hasMessageContaining("models.1.provider is \"delphi\"")
        .hasMessageContaining("models.2.name is missing")
        .hasMessageContaining("models.2.baseUrl is no http or https address")
        .hasMessageContaining("models.2.speed is not a setting")
        .hasMessageContaining("models.3.timeouts.total is \"never\"")
        .hasMessageContaining("models.3.apiKey is missing: set HEPHAESTUS_MODELS_3_API_KEY or")
        .hasMessageContaining("models.4.apiKey stands in the file")
        .hasMessageContaining("models.4.limits.tries")
        .hasMessageContaining("budget.runUsd is \"much\"")
        .hasMessageContaining("budget.tokensPerDay is \"-1\"")
        .hasMessageContaining("budget.centsPerDay is not a setting")
        .hasMessageNotContaining("sk-123");
  }

  @Test
  void aListOfModelsIsNotWrittenInTheEnvironment() {
    assertThatThrownBy(
            () -> ConfigurationReader.read(Optional.empty(), Map.of("HEPHAESTUS_MODELS", "openai")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("HEPHAESTUS_MODELS can only be empty");
  }

  @Test
  void withoutModelsNothingIsAskedAndARunIsLimitedInAnyCase() {
    Configuration configuration = ConfigurationReader.read(Optional.empty(), Map.of());

    assertThat(configuration.models()).isEqualTo(List.of());
    assertThat(configuration.budget()).isEqualTo(Budget.DEFAULT);
  }
}
