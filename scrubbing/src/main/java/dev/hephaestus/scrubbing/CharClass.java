package dev.hephaestus.scrubbing;

/** A set of ASCII characters. */
final class CharClass {
  static final CharClass ALPHANUMERIC = new CharClass("A-Za-z0-9");
  static final CharClass WORD = new CharClass("A-Za-z0-9_");
  static final CharClass BASE64_URL = new CharClass("A-Za-z0-9_-");
  static final CharClass BASE64 = new CharClass("A-Za-z0-9+/=_-");
  static final CharClass DOTTED = new CharClass("A-Za-z0-9_.-");
  static final CharClass HEX = new CharClass("0-9a-f");
  static final CharClass UPPER = new CharClass("A-Z0-9");
  static final CharClass LETTERS = new CharClass("A-Za-z");
  static final CharClass DIGITS = new CharClass("0-9");

  private final boolean[] members = new boolean[128];

  /** From characters and ranges, as within a regular expression's brackets; a last - is itself. */
  CharClass(String ranges) {
    for (int i = 0; i < ranges.length(); i++) {
      char from = ranges.charAt(i);
      char to = from;
      if (i + 2 < ranges.length() && ranges.charAt(i + 1) == '-') {
        to = ranges.charAt(i + 2);
        i += 2;
      }
      for (char c = from; c <= to; c++) {
        members[c] = true;
      }
    }
  }

  boolean has(char c) {
    return c < 128 && members[c];
  }

  /** Whether the character there is a member; false outside the text. */
  boolean at(String text, int index) {
    return index >= 0 && index < text.length() && has(text.charAt(index));
  }

  /** Where the run of members that begins there ends. */
  int runEnd(String text, int from) {
    int end = from;
    while (end < text.length() && has(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** As well, looking so far at most. */
  int runEnd(String text, int from, int most) {
    int end = from;
    while (end < text.length() && end - from < most && has(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** Where the run of members that ends there begins, looking back so far at most. */
  int runStart(String text, int end, int most) {
    int start = end;
    while (start > 0 && end - start < most && has(text.charAt(start - 1))) {
      start--;
    }
    return start;
  }
}
