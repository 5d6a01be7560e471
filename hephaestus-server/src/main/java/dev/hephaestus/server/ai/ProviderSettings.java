package dev.hephaestus.server.ai;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * Which model of which provider, and how to reach it.
 *
 * @param provider {@code openai} (with a base URL: any compatible server), {@code anthropic},
 *     {@code gemini} or {@code ollama}
 * @param model the provider's name of the model
 * @param baseUrl instead of the provider's own, up to and with its version: {@code
 *     http://localhost:8000/v1}
 * @param apiKey gives the key; empty text for none
 * @param timeouts how long it is waited for
 * @param limits how often it is called
 * @param temperature the provider's default where empty
 * @param price what tokens cost
 * @param streaming whether replies are asked for piece by piece, so that a stall is noticed early
 */
public record ProviderSettings(
    String provider,
    String model,
    Optional<String> baseUrl,
    Supplier<String> apiKey,
    Timeouts timeouts,
    CallLimits limits,
    OptionalDouble temperature,
    TokenPrice price,
    boolean streaming) {

  public ProviderSettings {
    Objects.requireNonNull(provider, "provider");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(baseUrl, "baseUrl");
    Objects.requireNonNull(apiKey, "apiKey");
    Objects.requireNonNull(timeouts, "timeouts");
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(temperature, "temperature");
    Objects.requireNonNull(price, "price");
  }

  /** Provider and model for people. */
  public String name() {
    return provider + "/" + model;
  }

  /** Without the key, whatever its supplier prints. */
  @Override
  public String toString() {
    return "ProviderSettings["
        + name()
        + baseUrl.map(url -> " at " + url).orElse("")
        + ", "
        + timeouts
        + "]";
  }
}
