package dev.hephaestus.server.ai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Gemini's generateContent. Its cache works by itself on equal beginnings.
 *
 * <p><i>Source:</i> the Gemini API reference, "Generating content".
 */
final class GeminiDialect implements Dialect {
  private static final String FOLDER = "models/";

  private final OptionalDouble temperature;

  GeminiDialect(OptionalDouble temperature) {
    this.temperature = temperature;
  }

  @Override
  public String path(String model, boolean streaming) {
    // The provider's own lists write the name with its folder.
    String plain = model.startsWith(FOLDER) ? model.substring(FOLDER.length()) : model;
    String name = URLEncoder.encode(plain, StandardCharsets.UTF_8);
    return "/"
        + FOLDER
        + name
        + (streaming ? ":streamGenerateContent?alt=sse" : ":generateContent");
  }

  @Override
  public Map<String, String> headers(Secret secret) {
    return secret.isEmpty() ? Map.of() : Map.of("x-goog-api-key", secret.reveal());
  }

  @Override
  public ObjectNode body(String model, ModelRequest request, boolean streaming) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("systemInstruction").putArray("parts").addObject().put("text", request.system());
    ArrayNode contents = body.putArray("contents");
    for (ModelRequest.Turn turn : request.turns()) {
      ObjectNode content = contents.addObject();
      content.put("role", turn.role() == ModelRequest.Role.USER ? "user" : "model");
      content.putArray("parts").addObject().put("text", turn.text());
    }
    ObjectNode generation = body.putObject("generationConfig");
    generation.put("maxOutputTokens", request.maxOutputTokens());
    temperature.ifPresent(value -> generation.put("temperature", value));
    return body;
  }

  @Override
  public boolean read(JsonNode event, ReplyDraft draft) {
    if (event.isArray()) {
      event.forEach(each -> read(each, draft));
      return true;
    }
    JsonNode error = event.path("error");
    if (error.isObject()) {
      throw draft.failed(error.path("status").asText(""), error.path("message").asText(""));
    }
    count(event.path("usageMetadata"), draft);
    String blocked = event.path("promptFeedback").path("blockReason").asText("");
    if (!blocked.isEmpty()) {
      draft.withheld("the provider blocks the prompt (" + blocked + ")");
    }
    JsonNode candidate = event.path("candidates").path(0);
    for (JsonNode part : candidate.path("content").path("parts")) {
      if (!part.path("thought").asBoolean()) {
        draft.append(part.path("text").asText(""));
      }
    }
    end(candidate.path("finishReason").asText(""), draft);
    return candidate.isObject();
  }

  private static void end(String reason, ReplyDraft draft) {
    switch (reason) {
      case "", "null", "FINISH_REASON_UNSPECIFIED" -> {
        // Not there yet.
      }
      case "STOP" -> draft.ended(false);
      case "MAX_TOKENS" -> draft.ended(true);
      default -> draft.withheld("the provider stopped it (" + reason + ")");
    }
  }

  private static void count(JsonNode usage, ReplyDraft draft) {
    if (usage.isObject()) {
      draft.sent(
          usage.path("promptTokenCount").asLong(),
          usage.path("cachedContentTokenCount").asLong(),
          0);
      draft.received(
          usage.path("candidatesTokenCount").asLong() + usage.path("thoughtsTokenCount").asLong());
    }
  }
}
