package dev.hephaestus.server.ai;

import dev.hephaestus.server.HephaestusException;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.googleai.GoogleAiGeminiChatModel;
import dev.langchain4j.model.ollama.OllamaChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes the model that settings describe.
 *
 * <p><i>Errors:</i> {@link HephaestusException} for an unknown provider, a missing model or key, or
 * a base URL that is none; the message says which and names what is valid.
 */
public final class LanguageModels {

  /** The providers that there are. */
  public static final List<String> PROVIDERS = List.of("openai", "anthropic", "gemini", "ollama");

  private LanguageModels() {}

  /** The model; nothing is sent yet. */
  public static LanguageModel create(ProviderSettings settings) {
    return create(settings, duration -> Thread.sleep(duration.toMillis()));
  }

  static LanguageModel create(ProviderSettings settings, ModelHttpClient.Pause pause) {
    check(settings);
    String key = settings.apiKey().get();
    Secret secret = new Secret(key == null ? "" : key.strip());
    requireKey(settings, secret);
    String name = settings.provider() + "/" + settings.model();
    HttpClientBuilder http = new ModelHttpClient.Builder(name, settings.timeout(), secret, pause);
    return new ChatLanguageModel(
        name, chatModel(settings, secret, http), secret, ownOpenAi(settings));
  }

  private static void check(ProviderSettings settings) {
    if (!PROVIDERS.contains(settings.provider())) {
      throw new HephaestusException(
          "unknown model provider \""
              + settings.provider()
              + "\"; use one of "
              + String.join(", ", PROVIDERS)
              + " (openai with a base URL for every compatible server)");
    }
    if (settings.model().isBlank()) {
      throw new HephaestusException(
          "provider "
              + settings.provider()
              + " needs the name of a model; set it in the configuration");
    }
    settings.baseUrl().ifPresent(url -> checkUrl(settings.provider(), url));
  }

  private static void checkUrl(String provider, String url) {
    try {
      URI uri = URI.create(url);
      if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
        return;
      }
    } catch (IllegalArgumentException malformed) {
      // Said below, together with the other ways to be wrong.
    }
    throw new HephaestusException(
        "the base URL of provider " + provider + " is not an http or https address: " + url);
  }

  /** Whether a key must be given: somebody's own server may do without, the providers do not. */
  public static boolean needsKey(String provider, Optional<String> baseUrl) {
    return !provider.equals("ollama") && baseUrl.isEmpty();
  }

  private static void requireKey(ProviderSettings settings, Secret secret) {
    if (secret.isEmpty() && needsKey(settings.provider(), settings.baseUrl())) {
      throw new HephaestusException(
          "provider "
              + settings.provider()
              + " needs an API key; give it in the environment or in a file that the configuration"
              + " names");
    }
  }

  private static boolean ownOpenAi(ProviderSettings settings) {
    return settings.provider().equals("openai") && settings.baseUrl().isEmpty();
  }

  private static ChatModel chatModel(
      ProviderSettings settings, Secret secret, HttpClientBuilder http) {
    @Nullable Double temperature =
        settings.temperature().isPresent() ? settings.temperature().getAsDouble() : null;
    // The adapters may ask for a key even where the server does not.
    String key = secret.isEmpty() ? "none" : secret.reveal();
    Optional<String> baseUrl = settings.baseUrl();
    Duration timeout = settings.timeout();
    return switch (settings.provider()) {
      case "openai" -> {
        var builder =
            OpenAiChatModel.builder()
                .httpClientBuilder(http)
                .apiKey(key)
                .modelName(settings.model())
                .temperature(temperature)
                .timeout(timeout)
                .maxRetries(0);
        baseUrl.ifPresent(builder::baseUrl);
        yield builder.build();
      }
      case "anthropic" -> {
        var builder =
            AnthropicChatModel.builder()
                .httpClientBuilder(http)
                .apiKey(key)
                .modelName(settings.model())
                .temperature(temperature)
                .cacheSystemMessages(true)
                .timeout(timeout)
                .maxRetries(0);
        baseUrl.ifPresent(builder::baseUrl);
        yield builder.build();
      }
      case "gemini" -> {
        var builder =
            GoogleAiGeminiChatModel.builder()
                .httpClientBuilder(http)
                .apiKey(key)
                .modelName(settings.model())
                .temperature(temperature)
                .timeout(timeout)
                .maxRetries(0);
        baseUrl.ifPresent(builder::baseUrl);
        yield builder.build();
      }
      default ->
          OllamaChatModel.builder()
              .httpClientBuilder(http)
              .baseUrl(baseUrl.orElse("http://localhost:11434"))
              .modelName(settings.model())
              .temperature(temperature)
              .timeout(timeout)
              .maxRetries(0)
              .build();
    };
  }
}
