package dev.hephaestus.server.ai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Anthropic's messages. The instructions, and the evidence in the first turn, are marked for its
 * cache: every correction and every fresh conversation about the same fault begins with them.
 *
 * <p><i>Source:</i> Anthropic's API reference, "Messages", "Streaming messages" and "Prompt
 * caching".
 */
final class AnthropicDialect implements Dialect {
  private static final String VERSION = "2023-06-01";

  private final OptionalDouble temperature;

  AnthropicDialect(OptionalDouble temperature) {
    this.temperature = temperature;
  }

  @Override
  public String path(String model, boolean streaming) {
    return "/messages";
  }

  @Override
  public Map<String, String> headers(Secret secret) {
    return secret.isEmpty()
        ? Map.of("anthropic-version", VERSION)
        : Map.of("anthropic-version", VERSION, "x-api-key", secret.reveal());
  }

  @Override
  public ObjectNode body(String model, ModelRequest request, boolean streaming) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("model", model);
    body.put("max_tokens", request.maxOutputTokens());
    cached(body.putArray("system"), request.system());
    ArrayNode messages = body.putArray("messages");
    for (ModelRequest.Turn turn : request.turns()) {
      ObjectNode message = messages.addObject();
      message.put("role", turn.role() == ModelRequest.Role.USER ? "user" : "assistant");
      if (messages.size() == 1) {
        cached(message.putArray("content"), turn.text());
      } else {
        message.put("content", turn.text());
      }
    }
    temperature.ifPresent(value -> body.put("temperature", value));
    if (streaming) {
      body.put("stream", true);
    }
    return body;
  }

  private static void cached(ArrayNode parts, String text) {
    ObjectNode part = parts.addObject().put("type", "text").put("text", text);
    part.putObject("cache_control").put("type", "ephemeral");
  }

  @Override
  public boolean read(JsonNode event, ReplyDraft draft) {
    switch (event.path("type").asText("")) {
      case "error" ->
          throw draft.failed(
              event.path("error").path("type").asText(""),
              event.path("error").path("message").asText(""));
      case "message" -> whole(event, draft);
      case "message_start" -> count(event.path("message").path("usage"), draft);
      case "content_block_delta" -> draft.append(event.path("delta").path("text").asText(""));
      case "message_delta" -> {
        count(event.path("usage"), draft);
        end(event.path("delta").path("stop_reason"), draft);
      }
      case "message_stop" -> draft.closed();
      default -> {
        // Pings, and kinds of events that are yet to be invented, as the reference asks.
        return event.path("type").asText("").startsWith("content_block");
      }
    }
    return true;
  }

  private static void whole(JsonNode message, ReplyDraft draft) {
    count(message.path("usage"), draft);
    message.path("content").forEach(block -> draft.append(block.path("text").asText("")));
    end(message.path("stop_reason"), draft);
  }

  private static void end(JsonNode reason, ReplyDraft draft) {
    switch (reason.asText("")) {
      case "", "null" -> {
        // Not there yet.
      }
      case "refusal" -> draft.withheld("the provider's safeguards refuse to answer");
      case "max_tokens", "model_context_window_exceeded" -> draft.ended(true);
      default -> draft.ended(false);
    }
  }

  /** Here what the cache gave and took is counted beside the other tokens, not among them. */
  private static void count(JsonNode usage, ReplyDraft draft) {
    long read = usage.path("cache_read_input_tokens").asLong();
    long written = usage.path("cache_creation_input_tokens").asLong();
    if (usage.has("input_tokens")) {
      draft.sent(usage.path("input_tokens").asLong() + read + written, read, written);
    }
    draft.received(usage.path("output_tokens").asLong());
  }
}
