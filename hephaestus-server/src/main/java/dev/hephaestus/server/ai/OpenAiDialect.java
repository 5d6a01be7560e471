package dev.hephaestus.server.ai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * OpenAI's chat completions, which most other servers speak too. Its cache works by itself on equal
 * beginnings, so the request's stable part stands first.
 *
 * <p><i>Source:</i> OpenAI's API reference, "Chat completions" and "Streaming".
 */
final class OpenAiDialect implements Dialect {
  private final OptionalDouble temperature;
  private final boolean isOwnServer;

  /**
   * The dialect.
   *
   * @param isOwnServer whether it is OpenAI's: its reasoning models insist on the newer name of the
   *     length limit, which many compatible servers do not know
   */
  OpenAiDialect(OptionalDouble temperature, boolean isOwnServer) {
    this.temperature = temperature;
    this.isOwnServer = isOwnServer;
  }

  @Override
  public String path(String model, boolean streaming) {
    return "/chat/completions";
  }

  @Override
  public Map<String, String> headers(Secret secret) {
    return ChatForm.bearer(secret);
  }

  @Override
  public ObjectNode body(String model, ModelRequest request, boolean streaming) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("model", model);
    ChatForm.putMessages(body, request);
    body.put(isOwnServer ? "max_completion_tokens" : "max_tokens", request.maxOutputTokens());
    temperature.ifPresent(value -> body.put("temperature", value));
    if (streaming) {
      body.put("stream", true);
      body.putObject("stream_options").put("include_usage", true);
    }
    return body;
  }

  @Override
  public boolean isLast(String text) {
    return text.strip().equals("[DONE]");
  }

  @Override
  public boolean read(JsonNode event, ReplyDraft draft) {
    JsonNode error = event.path("error");
    if (!error.isMissingNode() && !error.isNull()) {
      throw draft.failed(
          error.path("type").asText(""), error.path("message").asText(error.asText("")));
    }
    count(event.path("usage"), draft);
    JsonNode choice = event.path("choices").path(0);
    boolean isWhole = choice.path("message").isObject();
    JsonNode said = isWhole ? choice.path("message") : choice.path("delta");
    boolean progress = !said.isEmpty();
    draft.append(text(said.path("content")));
    String refusal = said.path("refusal").asText("");
    if (!refusal.isEmpty() && !said.path("refusal").isNull()) {
      draft.withheld("the model refuses: " + refusal);
    }
    JsonNode reason = choice.path("finish_reason");
    if (reason.isTextual()) {
      end(reason.asText(), draft);
    } else if (isWhole) {
      draft.ended(false);
    }
    return progress || reason.isTextual();
  }

  private static void end(String reason, ReplyDraft draft) {
    switch (reason) {
      case "content_filter" -> draft.withheld("the provider's content filter stopped it");
      case "length" -> draft.ended(true);
      default -> draft.ended(false);
    }
  }

  private static void count(JsonNode usage, ReplyDraft draft) {
    if (usage.isObject()) {
      long cached =
          usage
              .path("prompt_tokens_details")
              .path("cached_tokens")
              .asLong(usage.path("prompt_cache_hit_tokens").asLong());
      draft.sent(usage.path("prompt_tokens").asLong(), cached, 0);
      draft.received(usage.path("completion_tokens").asLong());
    }
  }

  /** A text, or the texts of a list of parts, as some compatible servers send them. */
  private static String text(JsonNode content) {
    if (content.isArray()) {
      StringBuilder text = new StringBuilder();
      content.forEach(part -> text.append(part.path("text").asText("")));
      return text.toString();
    }
    return content.isTextual() ? content.asText() : "";
  }
}
