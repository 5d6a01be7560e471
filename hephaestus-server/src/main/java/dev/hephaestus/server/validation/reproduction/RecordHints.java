package dev.hephaestus.server.validation.reproduction;

import dev.hephaestus.server.ingest.CapturedValue;
import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.Thrown;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The values that a record carries, and the literals of the code nearby: what a failing call was
 * probably made of.
 *
 * @param strings texts, likeliest first
 * @param literals texts of the sources
 * @param numbers numbers, likeliest first
 * @param types classes of objects that were where another was expected
 */
record RecordHints(
    List<String> strings, List<String> literals, List<String> numbers, List<String> types) {

  private static final int MAX_STRINGS = 24;
  private static final int MAX_LITERALS = 24;
  private static final int MAX_NUMBERS = 14;
  private static final int MAX_TYPES = 3;
  private static final Pattern CAST =
      Pattern.compile("(?:class )?([A-Za-z_][\\w.$]{0,300}) cannot be cast to");
  private static final int MAX_CHARS = 300;
  private static final Pattern QUOTED =
      Pattern.compile("\"([^\"]{0,200})\"|'([^']{0,200})'|\\[([^\\]]{0,200})]");
  private static final Pattern WORD = Pattern.compile("[^\\s,;:=(){}\\[\\]\"']+");
  private static final Pattern NUMBER =
      Pattern.compile("(?<![\\w.])-?\\d{1,18}(?:\\.\\d+)?(?![\\w.])");
  private static final Pattern LITERAL =
      Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.){0,80})\"|'((?:[^'\\\\\n]|\\\\.))'");

  /** The hints of a record and of sources, the first of which is the likeliest. */
  static RecordHints of(LogRecord record, List<String> sources) {
    Set<String> strings = new LinkedHashSet<>();
    Set<String> numbers = new LinkedHashSet<>();
    Set<String> literals = new LinkedHashSet<>();
    Thrown thrown = record.thrown();
    if (thrown != null) {
      captured(thrown.deepestCause(), strings);
    }
    strings.addAll(record.arguments());
    strings.addAll(record.keyValues().values());
    strings.addAll(record.mdc().values());
    if (thrown != null) {
      for (Thrown link : thrown.chain()) {
        String message = link.message();
        pieces(message == null ? "" : message, strings);
      }
    }
    pieces(record.message(), strings);
    if (thrown != null) {
      // A pasted trace has the exception's name in its message; nobody passed that to a call.
      thrown.chain().forEach(link -> strings.remove(link.className()));
    }
    for (String text : List.copyOf(strings)) {
      Matcher number = NUMBER.matcher(text);
      while (number.find()) {
        numbers.add(number.group());
      }
    }
    for (String source : sources) {
      Matcher literal = LITERAL.matcher(source);
      while (literal.find()) {
        String text = literal.group(1) == null ? literal.group(2) : literal.group(1);
        literals.add(unescape(text));
      }
      Matcher number = NUMBER.matcher(source);
      while (number.find() && numbers.size() < MAX_NUMBERS) {
        numbers.add(number.group());
      }
    }
    return new RecordHints(
        bounded(strings, MAX_STRINGS),
        bounded(literals, MAX_LITERALS),
        bounded(numbers, MAX_NUMBERS),
        types(thrown));
  }

  /** {@code java.io.File cannot be cast to java.lang.String}. */
  private static List<String> types(@Nullable Thrown thrown) {
    if (thrown == null) {
      return List.of();
    }
    return thrown.chain().stream()
        .map(Thrown::message)
        .filter(Objects::nonNull)
        .map(CAST::matcher)
        .filter(Matcher::find)
        .map(matcher -> matcher.group(1))
        .distinct()
        .limit(MAX_TYPES)
        .toList();
  }

  private static void captured(Thrown thrown, Set<String> strings) {
    for (Frame frame : thrown.frames()) {
      frame.values().forEach(value -> captured(value, strings));
    }
  }

  private static void captured(CapturedValue value, Set<String> strings) {
    if (!value.redacted() && !value.truncated()) {
      switch (value.kind()) {
        case STRING, PRIMITIVE -> strings.add(value.text());
        default -> value.parts().forEach(part -> captured(part, strings));
      }
    }
  }

  /** What stands in quotes, then the words. */
  private static void pieces(String message, Set<String> strings) {
    Matcher quoted = QUOTED.matcher(message);
    while (quoted.find()) {
      for (int i = 1; i <= 3; i++) {
        if (quoted.group(i) != null) {
          strings.add(quoted.group(i));
        }
      }
    }
    List<String> words = new ArrayList<>();
    for (String token : message.split("\\s+", 64)) {
      words.add(token.replaceAll("^[(\\[{'\"]+|[)\\]}'\".,;:]+$", ""));
    }
    Matcher word = WORD.matcher(message);
    while (word.find()) {
      words.add(word.group());
    }
    words.stream()
        .filter(w -> !w.isEmpty() && !w.matches("[a-zA-Z]{1,12}[.]?"))
        .forEach(strings::add);
  }

  private static List<String> bounded(Set<String> texts, int limit) {
    return texts.stream()
        .filter(text -> text.length() <= MAX_CHARS && !text.isEmpty())
        .limit(limit)
        .toList();
  }

  private static String unescape(String literal) {
    try {
      return literal.translateEscapes();
    } catch (IllegalArgumentException e) {
      return literal;
    }
  }
}
