package dev.hephaestus.server.ai;

import java.util.Locale;

/** Each provider's form on the wire, written after its documentation. */
enum Wire {
  OPENAI(
      "/v1",
      "/v1/chat/completions",
      "text/event-stream",
      "finish_reason\":\"stop",
      "finish_reason\":\"length",
      """
      data: {"id":"c","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}],"usage":null}

      data: {"id":"c","choices":[{"index":0,"delta":{"content":"hel"},"finish_reason":null}],"usage":null}

      data: {"id":"c","choices":[{"index":0,"delta":{"content":"lo \\u00e9"},"finish_reason":null}],"usage":null}

      data: {"id":"c","choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":null}

      data: {"id":"c","choices":[],"usage":{"prompt_tokens":112,"completion_tokens":3,"prompt_tokens_details":{"cached_tokens":100}}}

      data: [DONE]

      """,
      """
      {"id":"c","object":"chat.completion","choices":[{"index":0,"message":{"role":"assistant",
      "content":"hello \\u00e9","refusal":null},"finish_reason":"stop"}],
      "usage":{"prompt_tokens":112,"completion_tokens":3,"prompt_tokens_details":{"cached_tokens":100}}}""",
      """
      data: {"choices":[{"index":0,"delta":{"refusal":"I will not"},"finish_reason":null}]}

      data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

      data: [DONE]

      """,
      """
      data: {"error":{"type":"server_error","message":"overloaded KEY"}}

      """),
  ANTHROPIC(
      "/v1",
      "/v1/messages",
      "text/event-stream; charset=utf-8",
      "stop_reason\":\"end_turn",
      "stop_reason\":\"max_tokens",
      """
      event: message_start
      data: {"type":"message_start","message":{"id":"m","usage":{"input_tokens":2,"cache_creation_input_tokens":10,"cache_read_input_tokens":100,"output_tokens":1}}}

      event: content_block_start
      data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

      event: ping
      data: {"type": "ping"}

      event: content_block_delta
      data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"hel"}}

      event: content_block_delta
      data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"lo \\u00e9"}}

      event: content_block_stop
      data: {"type":"content_block_stop","index":0}

      event: message_delta
      data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":3}}

      event: message_stop
      data: {"type":"message_stop"}

      """,
      """
      {"id":"m","type":"message","role":"assistant","content":[{"type":"text","text":"hello \\u00e9"}],
      "stop_reason":"end_turn","usage":{"input_tokens":2,"cache_creation_input_tokens":10,
      "cache_read_input_tokens":100,"output_tokens":3}}""",
      """
      event: message_delta
      data: {"type":"message_delta","delta":{"stop_reason":"refusal"},"usage":{"output_tokens":3}}

      event: message_stop
      data: {"type":"message_stop"}

      """,
      """
      event: error
      data: {"type":"error","error":{"type":"overloaded_error","message":"Overloaded KEY"}}

      """),
  GEMINI(
      "/v1beta",
      "/v1beta/models/m1:streamGenerateContent?alt=sse",
      "text/event-stream",
      "finishReason\":\"STOP",
      "finishReason\":\"MAX_TOKENS",
      """
      data: {"candidates":[{"content":{"parts":[{"text":"thinking","thought":true}],"role":"model"}}]}

      data: {"candidates":[{"content":{"parts":[{"text":"hel"}],"role":"model"}}],"usageMetadata":{"promptTokenCount":112}}

      data: {"candidates":[{"content":{"parts":[{"text":"lo \\u00e9"}],"role":"model"},"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":112,"candidatesTokenCount":1,"thoughtsTokenCount":2,"cachedContentTokenCount":100}}

      """,
      """
      {"candidates":[{"content":{"parts":[{"text":"hello \\u00e9"}],"role":"model"},"finishReason":"STOP"}],
      "usageMetadata":{"promptTokenCount":112,"candidatesTokenCount":3,"cachedContentTokenCount":100}}""",
      """
      data: {"promptFeedback":{"blockReason":"PROHIBITED_CONTENT"},"usageMetadata":{"promptTokenCount":112}}

      """,
      """
      data: {"error":{"code":503,"status":"UNAVAILABLE","message":"overloaded KEY"}}

      """),
  OLLAMA(
      "",
      "/api/chat",
      "application/x-ndjson",
      "done_reason\":\"stop",
      "done_reason\":\"length",
      """
      {"model":"m1","message":{"role":"assistant","content":"hel"},"done":false}
      {"model":"m1","message":{"role":"assistant","content":"lo \\u00e9"},"done":false}
      {"model":"m1","message":{"role":"assistant","content":""},"done":true,"done_reason":"stop","prompt_eval_count":112,"eval_count":3}
      """,
      """
      {"model":"m1","message":{"role":"assistant","content":"hello \\u00e9"},"done":true,
      "done_reason":"stop","prompt_eval_count":112,"eval_count":3}""",
      "",
      """
      {"error":"model runner has stopped KEY"}
      """);

  static final String TEXT = "hello \u00e9";

  final String base;
  final String path;
  final String type;
  final String stream;
  final String whole;
  final String refusal;
  final String failure;
  private final String end;
  private final String cut;

  Wire(
      String base,
      String path,
      String type,
      String end,
      String cut,
      String stream,
      String whole,
      String refusal,
      String failure) {
    this.base = base;
    this.path = path;
    this.type = type;
    this.end = end;
    this.cut = cut;
    this.stream = stream;
    this.whole = whole;
    this.refusal = refusal;
    this.failure = failure;
  }

  String provider() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The stream of a reply that ended at the length limit. */
  String truncated() {
    return stream.replace(end, cut);
  }

  /** The stream without its end. */
  String brokenOff() {
    return stream.substring(0, stream.indexOf("lo \\u00e9") - 8);
  }

  /** The stream up to the end of its first piece of text. */
  String begun() {
    int end = stream.indexOf('\n', stream.indexOf("\"hel\"")) + 1;
    return stream.substring(0, end) + (this == OLLAMA ? "" : "\n");
  }

  /** One piece of a stream that goes on. */
  String piece() {
    String begun = begun();
    int start = begun.lastIndexOf(this == OLLAMA ? "{\"model" : "data:");
    return begun.substring(start);
  }

  TokenUsage usage() {
    return switch (this) {
      case OPENAI, GEMINI -> new TokenUsage(112, 100, 0, 3);
      case ANTHROPIC -> new TokenUsage(112, 100, 10, 3);
      case OLLAMA -> new TokenUsage(112, 0, 0, 3);
    };
  }
}
