package dev.hephaestus.server.localization;

import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;

/** The words of identifiers and sentences: {@code parseHTTPHeader2} holds parse, http, header. */
final class Words {

  private static final int SHORTEST = 2;
  private static final int LONGEST = 40;

  /** What nearly every message says, whatever is wrong. */
  private static final Set<String> SAY_NOTHING =
      Set.of(
          "the",
          "is",
          "of",
          "to",
          "in",
          "for",
          "at",
          "by",
          "an",
          "and",
          "or",
          "not",
          "be",
          "that",
          "this",
          "has",
          "have",
          "was",
          "java",
          "lang",
          "util",
          "org",
          "com",
          "net",
          "null",
          "exception",
          "error",
          "get",
          "set",
          "init");

  private Words() {}

  /** Adds the words of a text, in lower case. */
  static void add(String text, StringJoiner words) {
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      boolean letter = i < text.length() && Character.isLetter(text.charAt(i));
      if (!letter || startsWord(text, start, i)) {
        add(text, start, i, words);
        start = letter ? i : i + 1;
      }
    }
  }

  private static boolean startsWord(String text, int start, int at) {
    if (at <= start || !Character.isUpperCase(text.charAt(at))) {
      return false;
    }
    return Character.isLowerCase(text.charAt(at - 1))
        || (at + 1 < text.length() && Character.isLowerCase(text.charAt(at + 1)));
  }

  private static void add(String text, int start, int end, StringJoiner words) {
    if (end - start >= SHORTEST && end - start <= LONGEST) {
      String word = text.substring(start, end).toLowerCase(Locale.ROOT);
      if (!SAY_NOTHING.contains(word)) {
        words.add(word);
      }
    }
  }
}
