package dev.hephaestus.server.cli;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which model a command asks; each option goes over the configuration and the environment. */
public final class ModelOptions {

  @Option(
      names = "--provider",
      paramLabel = "NAME",
      description =
          "Ask this model too: openai, anthropic, gemini or ollama (HEPHAESTUS_MODEL_PROVIDER).")
  private @Nullable String provider;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "The provider's name of the model (HEPHAESTUS_MODEL_NAME).")
  private @Nullable String model;

  @Option(
      names = "--base-url",
      paramLabel = "URL",
      description =
          "Another server than the provider's own, with its version: http://localhost:8000/v1"
              + " (HEPHAESTUS_MODEL_BASE_URL); one that speaks OpenAI's API where no provider is"
              + " named. A key is read from HEPHAESTUS_MODEL_API_KEY, or from the provider's"
              + " customary variable, such as OPENAI_API_KEY.")
  private @Nullable String baseUrl;

  /** The options as variables, which go over what the environment says. */
  public Map<String, String> variables() {
    Map<String, String> variables = new HashMap<>();
    put(variables, "HEPHAESTUS_MODEL_PROVIDER", provider);
    put(variables, "HEPHAESTUS_MODEL_NAME", model);
    put(variables, "HEPHAESTUS_MODEL_BASE_URL", baseUrl);
    if (!variables.isEmpty()) {
      // Whoever names a model is not answered by another.
      variables.put("HEPHAESTUS_MODELS", "");
    }
    return variables;
  }

  private static void put(Map<String, String> variables, String name, @Nullable String value) {
    if (value != null) {
      variables.put(name, value);
    }
  }
}
