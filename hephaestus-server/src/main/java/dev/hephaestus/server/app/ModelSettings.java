package dev.hephaestus.server.app;

import dev.hephaestus.server.ai.Budget;
import dev.hephaestus.server.ai.CallLimits;
import dev.hephaestus.server.ai.LanguageModels;
import dev.hephaestus.server.ai.ProviderSettings;
import dev.hephaestus.server.ai.Timeouts;
import dev.hephaestus.server.ai.TokenPrice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads which models are asked, in which order, and what they may take: {@code model} is the first,
 * {@code models} lists those that follow.
 */
final class ModelSettings {
  private static final int MOST = 1_000_000_000;
  // What Anthropic takes for what it puts into its cache.
  private static final double CACHE_WRITE_SURCHARGE = 1.25;
  private static final String OPENAI = "openai";
  private static final String ANTHROPIC = "anthropic";

  private static final Map<String, List<String>> CUSTOMARY_KEYS =
      Map.of(
          OPENAI,
          List.of("OPENAI_API_KEY"),
          ANTHROPIC,
          List.of("ANTHROPIC_API_KEY"),
          "gemini",
          List.of("GEMINI_API_KEY", "GOOGLE_API_KEY"));
  private static final Map<String, String> CUSTOMARY_URLS = Map.of(OPENAI, "OPENAI_BASE_URL");

  private final Section section;
  private final Map<String, String> environment;

  private ModelSettings(Section section, Map<String, String> environment) {
    this.section = section;
    this.environment = environment;
  }

  /** The models in the order in which they are asked. */
  static List<ProviderSettings> read(Section root, Map<String, String> environment) {
    List<ProviderSettings> models = new ArrayList<>();
    Section only = root.section("model");
    new ModelSettings(only, environment)
        .model()
        .ifPresentOrElse(models::add, () -> refuseNameAlone(only));
    for (Section item : root.items("models")) {
      ModelSettings settings = new ModelSettings(item, environment);
      settings
          .model()
          .ifPresentOrElse(
              models::add,
              () -> item.fault("provider", "is missing: say whose model is to be asked"));
    }
    return models;
  }

  private static void refuseNameAlone(Section only) {
    only.text("name")
        .ifPresent(
            name ->
                only.fault(
                    "provider", "is missing: say whose model \"" + name + "\" is, or its baseUrl"));
  }

  /** What they may take; a run is limited in any case. */
  static Budget budget(Section section) {
    Budget usual = Budget.DEFAULT;
    Budget budget =
        new Budget(
            allowance(section, "runTokens", "runUsd", usual.run()),
            allowance(section, "nodeTokensPerDay", "nodeUsdPerDay", usual.node()),
            allowance(section, "tokensPerDay", "usdPerDay", usual.day()));
    section.refuseUnknown();
    return budget;
  }

  private static Budget.Allowance allowance(
      Section section, String tokens, String usd, Budget.Allowance usual) {
    return new Budget.Allowance(
        section.count(tokens, usual.tokens()), section.amount(usd, usual.usd()));
  }

  private Optional<ProviderSettings> model() {
    Optional<String> said = section.text("provider");
    Optional<String> name = section.text("name");
    Optional<String> url = section.text("baseUrl");
    // Whoever names a server without its provider means one that speaks OpenAI's API.
    Optional<String> provider = said.or(() -> url.map(any -> OPENAI));
    Optional<String> key = SecretFile.of(section, "apiKey");
    ProviderSettings model =
        new ProviderSettings(
            provider.orElse(""),
            name.orElse(""),
            url.or(() -> customary(CUSTOMARY_URLS.get(provider.orElse("")))),
            secret(key.or(() -> customaryKey(provider.orElse("")))),
            timeouts(),
            limits(),
            temperature(),
            price(provider.orElse("")),
            section.flag("streaming", true));
    section.refuseUnknown();
    if (provider.isEmpty()) {
      return Optional.empty();
    }
    check(model);
    return Optional.of(model);
  }

  private static Supplier<String> secret(Optional<String> key) {
    return () -> key.orElse("");
  }

  private Timeouts timeouts() {
    Section timeouts = section.section("timeouts");
    Timeouts usual = Timeouts.DEFAULT;
    Duration total = timeouts.duration("total", section.duration("timeout", usual.total()));
    Timeouts read =
        new Timeouts(
            timeouts.duration("firstToken", shorter(usual.firstToken(), total)),
            timeouts.duration("inactivity", shorter(usual.inactivity(), total)),
            total);
    timeouts.refuseUnknown();
    return read;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private CallLimits limits() {
    Section limits = section.section("limits");
    CallLimits usual = CallLimits.DEFAULT;
    CallLimits read =
        new CallLimits(
            limits.integer("tries", usual.tries(), 1, 10),
            limits.integer("requestsPerMinute", usual.requestsPerMinute(), 0, MOST),
            limits.integer("tokensPerMinute", usual.tokensPerMinute(), 0, MOST));
    limits.refuseUnknown();
    return read;
  }

  private OptionalDouble temperature() {
    double value = section.amount("temperature", -1);
    return value < 0 ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  private TokenPrice price(String provider) {
    double in = section.amount("usdPerMillionTokensIn", 0);
    double writes = provider.equals(ANTHROPIC) ? in * CACHE_WRITE_SURCHARGE : in;
    return new TokenPrice(
        in,
        section.amount("usdPerMillionTokensOut", 0),
        section.amount("usdPerMillionTokensCachedIn", in),
        section.amount("usdPerMillionTokensCacheWrites", writes));
  }

  private void check(ProviderSettings model) {
    if (!LanguageModels.PROVIDERS.contains(model.provider())) {
      section.fault(
          "provider",
          "is \""
              + model.provider()
              + "\", not one of "
              + String.join(", ", LanguageModels.PROVIDERS));
      return;
    }
    if (model.model().isEmpty()) {
      section.fault("name", "is missing: say which model of " + model.provider() + " to use");
    }
    model
        .baseUrl()
        .filter(url -> !LanguageModels.isUrl(url))
        .ifPresent(url -> section.fault("baseUrl", "is no http or https address: " + url));
    if (model.apiKey().get().isEmpty()
        && LanguageModels.needsKey(model.provider(), model.baseUrl())) {
      section.fault(
          "apiKey",
          "is missing: set "
              + section.variableOf("apiKey")
              + " or "
              + CUSTOMARY_KEYS.getOrDefault(model.provider(), List.of()).get(0)
              + ", or name a file in "
              + section.nameOf("apiKeyFile"));
    }
  }

  /** The key in the variable that the provider's own tools read. */
  private Optional<String> customaryKey(String provider) {
    return CUSTOMARY_KEYS.getOrDefault(provider, List.of()).stream()
        .flatMap(variable -> customary(variable).stream())
        .findFirst();
  }

  private Optional<String> customary(@Nullable String variable) {
    return Stream.ofNullable(variable)
        .flatMap(name -> Stream.ofNullable(environment.get(name)))
        .filter(value -> !value.isBlank())
        .findFirst();
  }
}
