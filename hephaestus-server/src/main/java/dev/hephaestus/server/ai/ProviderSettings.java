package dev.hephaestus.server.ai;

import java.time.Duration;
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
 * @param timeout for one try, from the request to the last byte of the reply
 * @param temperature the provider's default where empty
 * @param price what tokens cost
 */
public record ProviderSettings(
    String provider,
    String model,
    Optional<String> baseUrl,
    Supplier<String> apiKey,
    Duration timeout,
    OptionalDouble temperature,
    TokenPrice price) {

  public ProviderSettings {
    Objects.requireNonNull(provider, "provider");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(baseUrl, "baseUrl");
    Objects.requireNonNull(apiKey, "apiKey");
    Objects.requireNonNull(temperature, "temperature");
    Objects.requireNonNull(price, "price");
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("the timeout of a model must be positive: " + timeout);
    }
  }

  /** Without the key, whatever its supplier prints. */
  @Override
  public String toString() {
    return "ProviderSettings["
        + provider
        + "/"
        + model
        + baseUrl.map(url -> " at " + url).orElse("")
        + ", timeout "
        + timeout
        + "]";
  }
}
