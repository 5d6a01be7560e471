package dev.hephaestus.server.ai;

import dev.hephaestus.server.HephaestusException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * Makes the model that settings describe.
 *
 * <p><i>Errors:</i> {@link HephaestusException} for an unknown provider, a missing model or key, or
 * a base URL that is none; the message says which and names what is valid.
 */
public final class LanguageModels {

  /** The providers that there are. */
  public static final List<String> PROVIDERS = List.of("openai", "anthropic", "gemini", "ollama");

  private static final Map<String, String> OWN_URLS =
      Map.of(
          "openai", "https://api.openai.com/v1",
          "anthropic", "https://api.anthropic.com/v1",
          "gemini", "https://generativelanguage.googleapis.com/v1beta",
          "ollama", "http://localhost:11434");

  private final Cashier cashier;
  private final Clock clock;
  private final Pause pause;
  private final DoubleSupplier random;

  /** Models that ask this cashier before each call. */
  public LanguageModels(Cashier cashier, Clock clock) {
    this(
        cashier,
        clock,
        duration -> Thread.sleep(duration),
        () -> ThreadLocalRandom.current().nextDouble());
  }

  LanguageModels(Cashier cashier, Clock clock, Pause pause, DoubleSupplier random) {
    this.cashier = cashier;
    this.clock = clock;
    this.pause = pause;
    this.random = random;
  }

  /** One model out of several, which are asked in this order; nothing is sent yet. */
  public LanguageModel inOrder(List<ProviderSettings> settings) {
    return new FallbackModel(settings.stream().map(this::create).toList());
  }

  /**
   * The model; nothing is sent yet.
   *
   * <p>From the outside in: tries, each of which the circuit breaker must let through, wait for its
   * turn and have a budget.
   */
  public LanguageModel create(ProviderSettings settings) {
    check(settings);
    String key = settings.apiKey().get();
    Secret secret = new Secret(key == null ? "" : key.strip());
    requireKey(settings, secret);
    LanguageModel model =
        new HttpLanguageModel(settings, dialect(settings), secret, baseUrl(settings), clock);
    model = new BudgetedModel(model, settings.price(), cashier);
    model = new ThrottledModel(model, settings.limits(), pause, clock);
    model = new CircuitBreakingModel(model, clock);
    return new RetryingModel(
        model, settings.limits().tries(), settings.timeouts().total(), pause, random, clock);
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
    if (settings.baseUrl().filter(url -> !isUrl(url)).isPresent()) {
      throw new HephaestusException(
          "the base URL of provider "
              + settings.provider()
              + " is not an http or https address: "
              + settings.baseUrl().get());
    }
  }

  /** Whether a text is an address that a request can go to. */
  public static boolean isUrl(String url) {
    try {
      URI uri = URI.create(url);
      return uri.getHost() != null
          && uri.getQuery() == null
          && List.of("http", "https").contains(uri.getScheme());
    } catch (IllegalArgumentException malformed) {
      return false;
    }
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

  private static String baseUrl(ProviderSettings settings) {
    return settings.baseUrl().orElseGet(() -> OWN_URLS.getOrDefault(settings.provider(), ""));
  }

  private static Dialect dialect(ProviderSettings settings) {
    return switch (settings.provider()) {
      case "openai" -> new OpenAiDialect(settings.temperature(), settings.baseUrl().isEmpty());
      case "anthropic" -> new AnthropicDialect(settings.temperature());
      case "gemini" -> new GeminiDialect(settings.temperature());
      default -> new OllamaDialect(settings.temperature());
    };
  }
}
