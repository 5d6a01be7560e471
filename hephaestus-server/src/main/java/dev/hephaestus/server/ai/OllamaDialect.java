package dev.hephaestus.server.ai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Ollama's chat, a JSON text a line.
 *
 * <p><i>Source:</i> Ollama's API reference, "Generate a chat completion".
 */
final class OllamaDialect implements Dialect {
  // A context that is too small is cut in silence, and each new size loads the model anew.
  private static final long CONTEXT_STEP = 8_192;

  private final OptionalDouble temperature;

  OllamaDialect(OptionalDouble temperature) {
    this.temperature = temperature;
  }

  @Override
  public String path(String model, boolean streaming) {
    return "/api/chat";
  }

  @Override
  public Map<String, String> headers(Secret secret) {
    return ChatForm.bearer(secret);
  }

  @Override
  public ObjectNode body(String model, ModelRequest request, boolean streaming) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("model", model);
    ChatForm.putMessages(body, request);
    body.put("stream", streaming);
    ObjectNode options = body.putObject("options");
    options.put("num_predict", request.maxOutputTokens());
    long needed = TokenUsage.worstOf(request).total();
    options.put("num_ctx", Math.ceilDiv(needed, CONTEXT_STEP) * CONTEXT_STEP);
    temperature.ifPresent(value -> options.put("temperature", value));
    return body;
  }

  @Override
  public boolean read(JsonNode event, ReplyDraft draft) {
    if (event.hasNonNull("error")) {
      throw draft.failed("", event.path("error").asText(""));
    }
    draft.append(event.path("message").path("content").asText(""));
    if (event.path("done").asBoolean()) {
      draft.ended(event.path("done_reason").asText("").equals("length"));
      if (event.has("prompt_eval_count")) {
        draft.sent(event.path("prompt_eval_count").asLong(), 0, 0);
      }
      draft.received(event.path("eval_count").asLong());
      draft.closed();
    }
    return event.path("message").isObject();
  }
}
