package dev.hephaestus.server.ai;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.hephaestus.server.HephaestusException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LanguageModelsTest {
  private static final String KEY = "sk-very-secret-key-1234567890";
  private static final WireMockServer SERVER =
      new WireMockServer(WireMockConfiguration.options().dynamicPort());

  /** Each provider's wire form. */
  enum Provider {
    OPENAI(
        "/v1",
        "/v1/chat/completions",
        """
        {"id":"c1","object":"chat.completion","model":"m1","choices":[{"index":0,"message":{"role":
        "assistant","content":"hello"},"finish_reason":"%s"}],
        "usage":{"prompt_tokens":12,"completion_tokens":3,"total_tokens":15}}""",
        "stop",
        "length"),
    ANTHROPIC(
        "/v1",
        "/v1/messages",
        """
        {"id":"m","type":"message","role":"assistant","model":"m1","content":[{"type":"text","text":
        "hello"}],"stop_reason":"%s","usage":{"input_tokens":12,"output_tokens":3}}""",
        "end_turn",
        "max_tokens"),
    GEMINI(
        "/v1beta",
        "/v1beta/models/m1:generateContent",
        """
        {"candidates":[{"content":{"parts":[{"text":"hello"}],"role":"model"},"finishReason":"%s"}],
        "usageMetadata":{"promptTokenCount":12,"candidatesTokenCount":3,"totalTokenCount":15}}""",
        "STOP",
        "MAX_TOKENS"),
    OLLAMA(
        "",
        "/api/chat",
        """
        {"model":"m1","created_at":"2026-01-01T00:00:00Z","message":{"role":"assistant","content":
        "hello"},"done":true,"done_reason":"%s","prompt_eval_count":12,"eval_count":3}""",
        "stop",
        "length");

    private final String base;
    private final String path;
    private final String body;
    private final String whole;
    private final String cut;

    Provider(String base, String path, String body, String whole, String cut) {
      this.base = base;
      this.path = path;
      this.body = body;
      this.whole = whole;
      this.cut = cut;
    }

    ResponseDefinitionBuilder success() {
      return json(200, String.format(body, whole));
    }

    ResponseDefinitionBuilder truncated() {
      return json(200, String.format(body, cut));
    }
  }

  private final List<Duration> pauses = new ArrayList<>();

  @BeforeAll
  static void start() {
    SERVER.start();
  }

  @AfterAll
  static void stop() {
    SERVER.stop();
  }

  @BeforeEach
  void reset() {
    SERVER.resetAll();
  }

  private static ResponseDefinitionBuilder json(int status, String body) {
    return aResponse()
        .withStatus(status)
        .withHeader("Content-Type", "application/json")
        .withBody(body);
  }

  private static ProviderSettings settings(Provider provider) {
    return settings(
        provider.name().toLowerCase(java.util.Locale.ROOT), "m1", SERVER.baseUrl() + provider.base);
  }

  private static ProviderSettings settings(String provider, String model, String url) {
    return new ProviderSettings(
        provider,
        model,
        Optional.of(url),
        () -> KEY,
        Duration.ofSeconds(5),
        OptionalDouble.empty(),
        TokenPrice.FREE);
  }

  private LanguageModel model(Provider provider) {
    return LanguageModels.create(settings(provider), pauses::add);
  }

  private static ModelRequest request() {
    return new ModelRequest(
        "be brief",
        List.of(
            new ModelRequest.Turn(ModelRequest.Role.USER, "one"),
            new ModelRequest.Turn(ModelRequest.Role.ASSISTANT, "two"),
            new ModelRequest.Turn(ModelRequest.Role.USER, "three")),
        500);
  }

  private static ModelException failure(LanguageModel model) {
    ModelException failure =
        catchThrowableOfType(ModelException.class, () -> model.reply(request()));
    assertThat(failure).isNotNull();
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString()).doesNotContain(KEY);
    return failure;
  }

  @ParameterizedTest
  @EnumSource
  void repliesWithTextAndTokens(Provider provider) {
    SERVER.stubFor(post(urlPathMatching(provider.path)).willReturn(provider.success()));
    assertThat(model(provider).reply(request())).isEqualTo(new ModelReply("hello", 12, 3, false));
    String sent = SERVER.getAllServeEvents().get(0).getRequest().getBodyAsString();
    assertThat(sent)
        .contains("be brief")
        .contains("one")
        .contains("two")
        .contains("three")
        .contains("500");
  }

  @ParameterizedTest
  @EnumSource
  void saysWhenTheReplyWasCut(Provider provider) {
    SERVER.stubFor(post(anyUrl()).willReturn(provider.truncated()));
    assertThat(model(provider).reply(request()).truncated()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void waitsAsLongAsTheProviderAsksAndTriesAgain(Provider provider) {
    SERVER.stubFor(
        post(anyUrl())
            .inScenario("busy")
            .whenScenarioStateIs(Scenario.STARTED)
            .willReturn(
                json(429, "{\"error\":{\"message\":\"slow down\"}}").withHeader("Retry-After", "7"))
            .willSetStateTo("ready"));
    SERVER.stubFor(
        post(anyUrl())
            .inScenario("busy")
            .whenScenarioStateIs("ready")
            .willReturn(provider.success()));
    assertThat(model(provider).reply(request()).text()).isEqualTo("hello");
    assertThat(pauses).containsExactly(Duration.ofSeconds(7));
  }

  @ParameterizedTest
  @EnumSource
  void aRefusedKeyIsFinalAndStaysSecret(Provider provider) {
    SERVER.stubFor(
        post(anyUrl())
            .willReturn(
                json(
                    401, "{\"error\":{\"message\":\"Incorrect API key provided: " + KEY + "\"}}")));
    ModelException failure = failure(model(provider));
    assertThat(failure).hasMessageContaining("API key").hasMessageContaining("401");
    assertThat(failure.isRetryable()).isFalse();
    assertThat(SERVER.getAllServeEvents()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void aFailingProviderIsTriedABoundedNumberOfTimes(Provider provider) {
    SERVER.stubFor(post(anyUrl()).willReturn(json(529, "{\"type\":\"error\"}")));
    assertThat(failure(model(provider)).isRetryable()).isTrue();
    assertThat(SERVER.getAllServeEvents()).hasSize(4);
    assertThat(pauses)
        .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
  }

  @ParameterizedTest
  @EnumSource
  void aMalformedReplyIsAFault(Provider provider) {
    SERVER.stubFor(post(anyUrl()).willReturn(json(200, "{\"choices\": [{")));
    assertThat(failure(model(provider))).hasMessageContaining("m1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "null", "", "[]", "{\"choices\":[]}"})
  void anEmptyReplyIsAFaultOrEmpty(String body) {
    SERVER.stubFor(post(anyUrl()).willReturn(json(200, body)));
    for (Provider provider : Provider.values()) {
      LanguageModel model = model(provider);
      try {
        assertThat(model.reply(request()).text()).isEmpty();
      } catch (ModelException expected) {
        assertThat(expected).hasMessageContaining("m1");
      }
    }
  }

  @Test
  void aReplyThatTakesTooLongIsAFault() {
    SERVER.stubFor(
        post(anyUrl()).willReturn(Provider.OPENAI.success().withChunkedDribbleDelay(10, 20_000)));
    ProviderSettings slow =
        new ProviderSettings(
            "openai",
            "m1",
            Optional.of(SERVER.baseUrl() + "/v1"),
            () -> KEY,
            Duration.ofMillis(300),
            OptionalDouble.of(0.2),
            TokenPrice.FREE);
    assertThat(failure(LanguageModels.create(slow, pauses::add)))
        .hasMessageContaining("300 ms")
        .matches(ModelException::isRetryable);
  }

  @Test
  void aReplyBeyondTheBoundIsBrokenOff() {
    SERVER.stubFor(
        post(anyUrl()).willReturn(json(200, "x".repeat(ModelHttpClient.MOST_BYTES + 1))));
    assertThat(failure(model(Provider.OPENAI)).isRetryable()).isFalse();
  }

  @Test
  void aBrokenConnectionIsTriedAgain() {
    SERVER.stubFor(
        post(anyUrl()).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
    assertThat(failure(model(Provider.OPENAI)).isRetryable()).isTrue();
    assertThat(pauses).hasSize(3);
  }

  @Test
  void doesNotWaitForHours() {
    SERVER.stubFor(post(anyUrl()).willReturn(json(429, "{}").withHeader("Retry-After", "7200")));
    assertThat(failure(model(Provider.OPENAI))).hasMessageContaining("7200");
    assertThat(pauses).isEmpty();
  }

  @Test
  void compatibleServersGetTheLimitByItsOldName() {
    SERVER.stubFor(post(anyUrl()).willReturn(Provider.OPENAI.success()));
    model(Provider.OPENAI).reply(request());
    SERVER.verify(postRequestedFor(anyUrl()).withRequestBody(matchingJsonPath("$.max_tokens")));
  }

  @Test
  void settingsDoNotPrintTheKey() {
    assertThat(settings(Provider.OPENAI).toString()).doesNotContain(KEY);
    assertThat(model(Provider.OPENAI).name()).isEqualTo("openai/m1");
  }

  @Test
  void saysWhatIsWrongWithTheSettings() {
    assertThatThrownBy(() -> LanguageModels.create(settings("opnai", "m1", "http://localhost")))
        .isInstanceOf(HephaestusException.class)
        .hasMessageContaining("opnai")
        .hasMessageContaining("openai, anthropic, gemini, ollama");
    assertThatThrownBy(() -> LanguageModels.create(settings("openai", " ", "http://localhost")))
        .isInstanceOf(HephaestusException.class)
        .hasMessageContaining("model");
    assertThatThrownBy(() -> LanguageModels.create(settings("openai", "m1", "localhost:8000")))
        .isInstanceOf(HephaestusException.class)
        .hasMessageContaining("localhost:8000");
    ProviderSettings keyless =
        new ProviderSettings(
            "anthropic",
            "m1",
            Optional.empty(),
            () -> "",
            Duration.ofSeconds(5),
            OptionalDouble.empty(),
            TokenPrice.FREE);
    assertThatThrownBy(() -> LanguageModels.create(keyless))
        .isInstanceOf(HephaestusException.class)
        .hasMessageContaining("API key");
  }
}
