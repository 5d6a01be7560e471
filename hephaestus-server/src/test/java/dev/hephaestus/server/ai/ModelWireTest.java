package dev.hephaestus.server.ai;

import static dev.hephaestus.server.ai.ModelCalls.KEY;
import static dev.hephaestus.server.ai.ModelCalls.PATIENT;
import static dev.hephaestus.server.ai.ModelCalls.SHORT_IN_ALL;
import static dev.hephaestus.server.ai.ModelCalls.SHORT_TO_BEGIN;
import static dev.hephaestus.server.ai.ModelCalls.SHORT_TO_GO_ON;
import static dev.hephaestus.server.ai.ModelCalls.failure;
import static dev.hephaestus.server.ai.ModelCalls.request;
import static dev.hephaestus.server.ai.ModelCalls.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.hephaestus.server.ai.ModelException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Replies as the providers send them, well and unwell, over loopback. */
final class ModelWireTest {
  private final ModelCalls calls = new ModelCalls();
  private TestServer server;

  @BeforeEach
  void start() throws IOException {
    server = new TestServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void readsAStreamedReply(Wire wire) {
    server.answers(200, wire.type, wire.stream);

    ModelReply reply = calls.model(settings(wire, server)).reply(request());

    assertThat(reply.text()).isEqualTo(Wire.TEXT);
    assertThat(reply.truncated()).isFalse();
    assertThat(reply.usage()).isEqualTo(wire.usage());
    assertThat(reply.model()).isEqualTo(wire.provider() + "/m1");
    assertThat(server.asked.get(0).path()).isEqualTo(wire.path);
    assertThat(server.asked.get(0).key()).contains(KEY);
    assertThat(server.asked.get(0).body())
        .contains("be brief", "one", "two", "three", "500")
        .doesNotContain(KEY);
  }

  @ParameterizedTest
  @EnumSource
  void readsAReplyThatComesWholeAlthoughAStreamWasAskedFor(Wire wire) {
    server.answers(200, "application/json", wire.whole);

    ModelReply reply = calls.model(settings(wire, server)).reply(request());

    assertThat(reply.text()).isEqualTo(Wire.TEXT);
    assertThat(reply.tokensIn()).isEqualTo(112);
    assertThat(reply.tokensOut()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource
  void asksForAWholeReplyWhereStreamingIsSwitchedOff(Wire wire) {
    server.answers(200, "application/json", wire.whole);

    ModelReply reply =
        calls
            .model(settings(wire, server, PATIENT, CallLimits.DEFAULT, TokenPrice.FREE, false))
            .reply(request());

    assertThat(reply.text()).isEqualTo(Wire.TEXT);
    assertThat(server.asked.get(0).body()).doesNotContain("\"stream\":true");
    assertThat(server.asked.get(0).path()).doesNotContain("stream");
  }

  @ParameterizedTest
  @EnumSource
  void asksAgainWithoutAStreamWhereTheServerRefusesToStream(Wire wire) {
    server.answers(422, "application/json", "{\"detail\":\"stream_options: unknown field\"}");
    server.answers(200, "application/json", wire.whole);

    assertThat(calls.model(settings(wire, server)).reply(request()).text()).isEqualTo(Wire.TEXT);
    assertThat(server.asked.get(1).body()).doesNotContain("stream_options");
    assertThat(calls.pauses).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void readsAStreamThatIsAnnouncedAsPlainText(Wire wire) {
    server.answers(200, "text/plain", wire.stream);

    assertThat(calls.model(settings(wire, server)).reply(request()).text()).isEqualTo(Wire.TEXT);
  }

  @ParameterizedTest
  @EnumSource
  void readsLinesThatEndAsOnWindowsAndComments(Wire wire) {
    String comment = wire == Wire.OLLAMA ? "" : ": keep-alive\r\n\r\n";
    server.answers(200, wire.type, comment + wire.stream.replace("\n", "\r\n"));

    assertThat(calls.model(settings(wire, server)).reply(request()).text()).isEqualTo(Wire.TEXT);
  }

  @ParameterizedTest
  @EnumSource
  void saysWhenTheReplyWasCut(Wire wire) {
    server.answers(200, wire.type, wire.truncated());

    assertThat(calls.model(settings(wire, server)).reply(request()).truncated()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void pricesCachedTokensForThemselves(Wire wire) {
    server.answers(200, wire.type, wire.stream);
    TokenPrice price = new TokenPrice(1_000_000, 10, 1_000, 2_000_000);

    ModelReply reply =
        calls
            .model(settings(wire, server, PATIENT, CallLimits.DEFAULT, price, true))
            .reply(request());

    double expected =
        switch (wire) {
          case OPENAI, GEMINI -> 12 + 0.1 + 0.00003;
          case ANTHROPIC -> 2 + 20 + 0.1 + 0.00003;
          case OLLAMA -> 112 + 0.00003;
        };
    assertThat(reply.usd().orElseThrow()).isCloseTo(expected, within(1e-9));
  }

  @ParameterizedTest
  @EnumSource
  void waitsAsLongAsTheProviderAsksAndTriesAgain(Wire wire) {
    server.answers(429, "application/json", "{\"error\":{}}", "Retry-After", "7");
    server.answers(200, wire.type, wire.stream);

    assertThat(calls.model(settings(wire, server)).reply(request()).text()).isEqualTo(Wire.TEXT);
    assertThat(calls.pauses).containsExactly(Duration.ofSeconds(7));
  }

  @ParameterizedTest
  @CsvSource({
    "Retry-After, 'Sat, 31 Jan 2026 23:00:11 GMT', 11000",
    "Retry-After, 'Sat, 31 Jan 2026 22:00:00 GMT', 0",
    "Retry-After, 1.5, 1500",
    "retry-after-ms, 250, 250",
    "Retry-After, soon, 1000"
  })
  void understandsEveryWayToAskForPatience(String header, String value, long expectedMs) {
    server.answers(529, "application/json", "{}", header, value);
    server.answers(200, Wire.ANTHROPIC.type, Wire.ANTHROPIC.stream);

    calls.model(settings(Wire.ANTHROPIC, server)).reply(request());

    assertThat(calls.pauses).containsExactly(Duration.ofMillis(expectedMs));
  }

  @ParameterizedTest
  @CsvSource({"500", "502", "503", "529", "429", "408"})
  void triesAFailingProviderABoundedNumberOfTimes(int status) {
    for (Wire wire : Wire.values()) {
      calls.pauses.clear();
      server.asked.clear();
      server.answers(status, "application/json", "{\"type\":\"error\"}");

      assertThat(failure(calls.model(settings(wire, server))).isRetryable()).isTrue();
      assertThat(server.asked).hasSize(4);
      assertThat(calls.pauses)
          .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
    }
  }

  @Test
  void doesNotWaitForHours() {
    server.answers(429, "application/json", "{}", "Retry-After", "7200");

    assertThat(failure(calls.model(settings(Wire.OPENAI, server))).kind()).isEqualTo(Kind.BUSY);
    assertThat(calls.pauses).isEmpty();
  }

  @Test
  void aQuotaThatIsUsedUpDoesNotPass() {
    server.answers(429, "application/json", "{\"error\":{\"code\":\"insufficient_quota\"}}");

    ModelException failure = failure(calls.model(settings(Wire.OPENAI, server)));

    assertThat(failure).hasMessageContaining("quota");
    assertThat(failure.isRetryable()).isFalse();
    assertThat(server.asked).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void aRefusedKeyIsFinalAndStaysSecret(Wire wire) {
    server.answers(401, "application/json", "{\"error\":\"Incorrect API key: " + KEY + "\"}");

    ModelException failure = failure(calls.model(settings(wire, server)));

    assertThat(failure).hasMessageContaining("API key").hasMessageContaining("401");
    assertThat(failure.isRetryable()).isFalse();
    assertThat(server.asked).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void aFaultInTheMiddleOfAReplyIsToldAndTriedAgain(Wire wire) {
    server.answers(200, wire.type, wire.begun() + wire.failure.replace("KEY", KEY));
    server.answers(200, wire.type, wire.stream);

    assertThat(calls.model(settings(wire, server)).reply(request()).text()).isEqualTo(Wire.TEXT);
    assertThat(server.asked).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource
  void aFaultInTheMiddleOfAReplyDoesNotRepeatTheKey(Wire wire) {
    server.answers(200, wire.type, wire.begun() + wire.failure.replace("KEY", KEY));

    assertThat(failure(calls.once(wire, server, PATIENT)))
        .hasMessageContaining("m1")
        .hasMessageContaining("***");
  }

  @ParameterizedTest
  @EnumSource
  void aReplyThatIsWithheldIsFinal(Wire wire) {
    assumeFalse(wire.refusal.isEmpty(), "has no form of refusal");
    server.answers(200, wire.type, wire.refusal);

    ModelException failure = failure(calls.model(settings(wire, server)));

    assertThat(failure.kind()).isEqualTo(Kind.WITHHELD);
    assertThat(failure.isRetryable()).isFalse();
    assertThat(server.asked).hasSize(1);
  }

  @Test
  void aContentFilterIsToldAsSuch() {
    server.answers(
        200, Wire.OPENAI.type, Wire.OPENAI.stream.replace("\"stop\"", "\"content_filter\""));

    assertThat(failure(calls.model(settings(Wire.OPENAI, server))))
        .hasMessageContaining("content filter");
  }

  @ParameterizedTest
  @EnumSource
  void aReplyThatBreaksOffIsNoReply(Wire wire) {
    server.answersOnly(200, wire.type, wire.brokenOff());
    assertThat(failure(calls.once(wire, server, PATIENT)).isRetryable()).isTrue();

    server.answersOnly(200, wire.type, wire.begun());
    assertThat(failure(calls.once(wire, server, PATIENT)).isRetryable()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void aBodyShorterThanAnnouncedIsNoReply(Wire wire) {
    server.answers(
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", wire.type);
          exchange.sendResponseHeaders(200, wire.stream.length() + 1_000L);
          exchange.getResponseBody().write(wire.begun().getBytes(StandardCharsets.UTF_8));
          exchange.getResponseBody().flush();
          throw new IOException("the test breaks the connection");
        });

    assertThat(failure(calls.once(wire, server, PATIENT)).kind()).isEqualTo(Kind.UNREACHABLE);
  }

  @ParameterizedTest
  @EnumSource
  void anEventThatIsNoJsonIsAFault(Wire wire) {
    String event = wire == Wire.OLLAMA ? "{\"message\": [\n" : "data: {\"choices\": [\n\n";
    server.answers(200, wire.type, wire.begun() + event);

    assertThat(failure(calls.once(wire, server, PATIENT)).kind()).isEqualTo(Kind.GARBLED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{}",
        "[]",
        "7",
        "\"text\"",
        "{\"choices\":[]}",
        "{\"choices\": [{",
        "{\"choices\":{},\"content\":7,\"candidates\":\"x\",\"message\":[]}",
        "<html>Bad gateway</html>",
        "\u0000\u0001\u0002",
        "data: null\n\n",
        "data: [[[[\n\n"
      })
  void garbageIsAFaultAndNothingWorse(String body) {
    for (Wire wire : Wire.values()) {
      for (String type : new String[] {wire.type, "application/json", "text/html"}) {
        server.answersOnly(200, type, body);
        assertThat(failure(calls.once(wire, server, PATIENT))).hasMessageContaining("m1");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void deepNestingIsAFaultAndNothingWorse(Wire wire) {
    server.answers(200, "application/json", "[".repeat(200_000));

    assertThat(failure(calls.once(wire, server, PATIENT)).kind()).isEqualTo(Kind.GARBLED);
  }

  @ParameterizedTest
  @EnumSource
  void tenMegabytesAreBrokenOff(Wire wire) {
    String filler = "x".repeat(10 << 20);
    server.answers(200, wire.type, filler);
    server.answers(200, "application/json", wire.stream.replace("hel", filler));
    LanguageModel model = calls.once(wire, server, PATIENT);

    for (int i = 0; i < 2; i++) {
      ModelException failure = failure(model);
      assertThat(failure.kind()).isEqualTo(Kind.TOO_LONG);
      assertThat(failure.isRetryable()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFloodOfSmallPiecesIsBrokenOff(Wire wire) {
    server.goesOnForEver(wire.type, "", wire.piece().replace("hel", "x".repeat(50_000)), 0);

    assertThat(failure(calls.once(wire, server, PATIENT)).kind()).isEqualTo(Kind.TOO_LONG);
  }

  @ParameterizedTest
  @EnumSource
  void silenceBeforeTheFirstTokenEnds(Wire wire) {
    server.staysSilent();
    assertThat(failure(calls.once(wire, server, SHORT_TO_BEGIN)))
        .hasMessageContaining("no first token within 300 ms")
        .matches(ModelException::isRetryable);
  }

  @ParameterizedTest
  @EnumSource
  void aConnectionThatIsOnlyKeptAliveBeforeTheFirstTokenEnds(Wire wire) {
    server.stallsAfter(wire.type, wire == Wire.OLLAMA ? "\n" : ": wait\n\n");
    assertThat(failure(calls.once(wire, server, SHORT_TO_BEGIN)))
        .hasMessageContaining("first token");
  }

  @ParameterizedTest
  @EnumSource
  void silenceInTheMiddleEnds(Wire wire) {
    server.stallsAfter(wire.type, wire.begun());

    assertThat(failure(calls.once(wire, server, SHORT_TO_GO_ON)))
        .hasMessageContaining("fell silent for 400 ms")
        .matches(ModelException::isRetryable);
  }

  @ParameterizedTest
  @EnumSource
  void aReplyThatTricklesEndsWithTheTotalTime(Wire wire) {
    server.goesOnForEver(wire.type, wire.begun(), wire.piece(), 20);

    assertThat(failure(calls.once(wire, server, SHORT_IN_ALL)).kind()).isEqualTo(Kind.TIMED_OUT);
  }

  @ParameterizedTest
  @ValueSource(strings = {": still there\n\n", "x", " "})
  void whatOnlyKeepsTheConnectionAliveIsNoProgress(String trickle) {
    server.goesOnForEver(Wire.OPENAI.type, Wire.OPENAI.begun(), trickle, 20);

    assertThat(failure(calls.once(Wire.OPENAI, server, SHORT_TO_GO_ON)).kind())
        .isEqualTo(Kind.STALLED);
  }

  @Test
  void aWholeReplyThatTricklesEndsWithTheTotalTime() {
    server.goesOnForEver("application/json", "{\"choices\":[{\"message\":{\"content\":\"", "x", 20);

    assertThat(failure(calls.once(Wire.OPENAI, server, SHORT_IN_ALL)).kind())
        .isEqualTo(Kind.TIMED_OUT);
  }

  @Test
  void anErrorWhoseBodyNeverEndsIsToldAllTheSame() {
    server.stallsAfter(503, "text/plain", "down");

    assertThat(failure(calls.once(Wire.OPENAI, server, Timeouts.of(Duration.ofSeconds(2)))))
        .hasMessageContaining("HTTP 503");
  }

  @Test
  void aStreamThatEndedButIsNotClosedIsWhole() {
    String ended = Wire.OPENAI.stream.substring(0, Wire.OPENAI.stream.indexOf("data: [DONE]"));
    server.stallsAfter(Wire.OPENAI.type, ended);

    assertThat(calls.once(Wire.OPENAI, server, SHORT_TO_GO_ON).reply(request()).text())
        .isEqualTo(Wire.TEXT);
  }

  @Test
  void aServerThatIsNotThereIsTriedAgain() {
    ProviderSettings nowhere = settings(Wire.OPENAI, server);
    server.close();

    assertThat(failure(calls.model(nowhere)).kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(calls.pauses).hasSize(3);
  }

  @Test
  void anInterruptEndsACallAtOnce() throws InterruptedException {
    server.stallsAfter(Wire.OPENAI.type, Wire.OPENAI.begun());
    LanguageModel model = calls.model(settings(Wire.OPENAI, server));
    AtomicReference<ModelException> thrown = new AtomicReference<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                model.reply(request());
              } catch (ModelException interrupted) {
                assertThat(Thread.currentThread().isInterrupted()).isTrue();
                thrown.set(interrupted);
              }
            });
    caller.start();
    await().until(() -> !server.asked.isEmpty());
    caller.interrupt();
    caller.join(PATIENT.total().toMillis() / 2);

    assertThat(caller.isAlive()).isFalse();
    assertThat(thrown.get())
        .isNotNull()
        .extracting(ModelException::kind)
        .isEqualTo(Kind.INTERRUPTED);
  }

  @Test
  void redirectionsAreNotFollowed() {
    server.answers(307, "text/plain", "", "Location", server.url() + "/elsewhere");

    assertThat(failure(calls.model(settings(Wire.OPENAI, server)))).hasMessageContaining("307");
    assertThat(server.asked).hasSize(1);
  }

  @Test
  void theStablePrefixIsMarkedForAnthropicsCache() {
    server.answers(200, Wire.ANTHROPIC.type, Wire.ANTHROPIC.stream);

    calls.model(settings(Wire.ANTHROPIC, server)).reply(request());

    assertThat(server.asked.get(0).body())
        .contains(
            "\"text\":\"be brief\",\"cache_control\":{\"type\":\"ephemeral\"}",
            "\"text\":\"one\",\"cache_control\":{\"type\":\"ephemeral\"}",
            "\"content\":\"three\"");
  }

  @Test
  void compatibleServersGetTheLimitByItsOldName() {
    server.answers(200, Wire.OPENAI.type, Wire.OPENAI.stream);

    calls.model(settings(Wire.OPENAI, server)).reply(request());

    assertThat(server.asked.get(0).body())
        .contains("\"max_tokens\":500")
        .contains("\"stream_options\":{\"include_usage\":true}");
  }

  @Test
  void ollamaIsGivenAContextThatHoldsThePrompt() {
    server.answers(200, Wire.OLLAMA.type, Wire.OLLAMA.stream);

    calls.model(settings(Wire.OLLAMA, server)).reply(request());

    assertThat(server.asked.get(0).body()).contains("\"num_ctx\":8192", "\"num_predict\":500");
  }
}
