package dev.hephaestus.server.repair.patch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;

/**
 * Takes an answer out of what models and their servers wrap around it: thoughts, channels, JSON,
 * escapes of HTML.
 */
final class Envelope {
  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(50).build())
              .build());
  private static final List<String> THOUGHTS =
      List.of("think", "thinking", "thought", "reasoning", "analysis", "scratchpad");
  private static final String FINAL_CHANNEL = "<|channel|>final<|message|>";

  private Envelope() {}

  /** The answer alone, with {@code \n} between lines. */
  static String open(String text) {
    String plain = text.replace("\r\n", "\n").replace('\r', '\n').replace("\uFEFF", "");
    return unescaped(withoutThoughts(finalChannel(plain)));
  }

  /** The whole answer as a JSON document, also where a fence is around it. */
  static Optional<JsonNode> json(String answer) {
    String text = withoutFence(answer.strip());
    if (!text.startsWith("{") && !text.startsWith("[")) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(JSON.readTree(text)).filter(JsonNode::isContainerNode);
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    }
  }

  private static String withoutFence(String text) {
    int firstBreak = text.indexOf('\n');
    return text.startsWith("```") && text.endsWith("```") && firstBreak > 0 && text.length() > 6
        ? text.substring(firstBreak + 1, text.length() - 3).strip()
        : text;
  }

  private static String finalChannel(String text) {
    int start = text.lastIndexOf(FINAL_CHANNEL);
    if (start < 0) {
      return text;
    }
    String rest = text.substring(start + FINAL_CHANNEL.length());
    int end = Math.max(rest.indexOf("<|return|>"), rest.indexOf("<|end|>"));
    return end < 0 ? rest : rest.substring(0, end);
  }

  /** Thoughts may hold drafts of blocks, which were dropped for a reason. */
  private static String withoutThoughts(String text) {
    String rest = text;
    for (String tag : THOUGHTS) {
      rest = without(rest, "<" + tag + ">", "</" + tag + ">");
    }
    return rest;
  }

  private static String without(String text, String open, String close) {
    String lower = lower(text);
    int opened = lineStart(lower, open, 0);
    int closed = lineStart(lower, close, 0);
    StringBuilder kept = new StringBuilder();
    // Some servers eat the opening tag: then all before the closing one was thought.
    int at = closed >= 0 && (opened < 0 || opened > closed) ? closed + close.length() : 0;
    for (int start = lineStart(lower, open, at); start >= 0; start = lineStart(lower, open, at)) {
      int end = lower.indexOf(close, start);
      if (end < 0) {
        break;
      }
      kept.append(text, at, start);
      at = end + close.length();
    }
    return at == 0 ? text : kept.append(text, at, text.length()).toString();
  }

  /** Where the tag begins a line, so that code that speaks of it stays. */
  private static int lineStart(String text, String tag, int from) {
    for (int at = text.indexOf(tag, from); at >= 0; at = text.indexOf(tag, at + 1)) {
      int before = at - 1;
      while (before >= 0 && (text.charAt(before) == ' ' || text.charAt(before) == '\t')) {
        before--;
      }
      if (before < 0 || text.charAt(before) == '\n') {
        return at;
      }
    }
    return -1;
  }

  /** In ASCII only: other letters could change the length. */
  private static String lower(String text) {
    char[] chars = text.toCharArray();
    for (int i = 0; i < chars.length; i++) {
      chars[i] = chars[i] >= 'A' && chars[i] <= 'Z' ? (char) (chars[i] + 32) : chars[i];
    }
    return new String(chars);
  }

  private static String unescaped(String text) {
    return text.contains("&lt;&lt;&lt;&lt;&lt;") && !text.contains("<<<<<")
        ? Typography.withoutEntities(text)
        : text;
  }
}
