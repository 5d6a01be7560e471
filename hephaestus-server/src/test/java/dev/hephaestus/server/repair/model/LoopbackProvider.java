package dev.hephaestus.server.repair.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hephaestus.server.ai.Accounts;
import dev.hephaestus.server.ai.Budget;
import dev.hephaestus.server.ai.CallLimits;
import dev.hephaestus.server.ai.Cashier;
import dev.hephaestus.server.ai.LanguageModel;
import dev.hephaestus.server.ai.MemoryLedger;
import dev.hephaestus.server.ai.ProviderSettings;
import dev.hephaestus.server.ai.Timeouts;
import dev.hephaestus.server.ai.TokenPrice;
import dev.hephaestus.server.ai.UnpausedModels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Gives recorded replies in the wire form of the providers, over HTTP on the loopback. */
final class LoopbackProvider implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final AtomicInteger asked = new AtomicInteger();
  private volatile @Nullable RecordedConversation playing;

  LoopbackProvider() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  /** A model that answers as recorded, until the next conversation is played. */
  LanguageModel play(RecordedConversation conversation) {
    playing = conversation;
    asked.set(0);
    String wire = conversation.wire().equals("raw") ? "openai" : conversation.wire();
    return model(wire);
  }

  /** How often a model was asked since. */
  int asked() {
    return asked.get();
  }

  private LanguageModel model(String wire) {
    String base = "http://127.0.0.1:" + server.getAddress().getPort();
    Clock clock = Clock.systemUTC();
    return UnpausedModels.of(
            new Cashier(Budget.UNLIMITED, new MemoryLedger(), new Accounts(), clock), clock)
        .create(
            new ProviderSettings(
                wire,
                "m1",
                Optional.of(wire.equals("ollama") ? base : base + "/v1"),
                () -> "key",
                Timeouts.of(Duration.ofSeconds(20)),
                CallLimits.DEFAULT,
                OptionalDouble.empty(),
                TokenPrice.FREE,
                false));
  }

  private void answer(HttpExchange http) throws IOException {
    try (http) {
      http.getRequestBody().readAllBytes();
      RecordedConversation conversation = Objects.requireNonNull(playing);
      List<RecordedConversation.Answer> replies = conversation.replies();
      int turn = Math.min(asked.getAndIncrement(), replies.size() - 1);
      RecordedConversation.Answer reply = replies.get(turn);
      byte[] body =
          (reply.status() == 200 ? body(conversation.wire(), reply) : reply.text())
              .getBytes(StandardCharsets.UTF_8);
      http.getResponseHeaders().add("Content-Type", "application/json");
      http.getResponseHeaders().add("Retry-After", "0");
      http.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
      http.getResponseBody().write(body);
    } catch (IOException tooLong) {
      // The client leaves when it has read enough; that is what is tested.
    }
  }

  private static String body(String wire, RecordedConversation.Answer reply) throws IOException {
    String text = JSON.writeValueAsString(reply.text());
    return switch (wire) {
      case "raw" -> reply.text();
      case "anthropic" ->
          "{\"id\":\"m\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m1\",\"content\":[{\"type\":"
              + "\"text\",\"text\":"
              + text
              + "}],\"stop_reason\":\""
              + (reply.cut() ? "max_tokens" : "end_turn")
              + "\",\"usage\":{\"input_tokens\":12,\"output_tokens\":3}}";
      case "gemini" ->
          "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":"
              + text
              + "}],\"role\":\"model\"},\"finishReason\":\""
              + (reply.cut() ? "MAX_TOKENS" : "STOP")
              + "\"}],\"usageMetadata\":{\"promptTokenCount\":12,\"candidatesTokenCount\":3,"
              + "\"totalTokenCount\":15}}";
      case "ollama" ->
          "{\"model\":\"m1\",\"created_at\":\"2026-01-01T00:00:00Z\",\"message\":{\"role\":\"assistant\","
              + "\"content\":"
              + text
              + "},\"done\":true,\"done_reason\":\""
              + (reply.cut() ? "length" : "stop")
              + "\",\"prompt_eval_count\":12,\"eval_count\":3}";
      default ->
          "{\"id\":\"c1\",\"object\":\"chat.completion\",\"model\":\"m1\",\"choices\":[{\"index\":0,"
              + "\"message\":{\"role\":\"assistant\",\"content\":"
              + text
              + "},\"finish_reason\":\""
              + (reply.cut() ? "length" : "stop")
              + "\"}],\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":3,\"total_tokens\":15}}";
    };
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
