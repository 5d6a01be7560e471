package dev.hephaestus.server.repository;

/**
 * Blanks out the comments, and the strings, of languages that write them as C does.
 *
 * <p><i>Shape:</i> what stands in quotes is no comment; every character keeps its place.
 */
final class BlankedText {

  private BlankedText() {}

  /** The first characters of a text without its comments. */
  static String withoutComments(String text, int most) {
    return blanked(text, most, false);
  }

  /** A text without its comments and without what stands in quotes. */
  static String codeOnly(String text) {
    return blanked(text, text.length(), true);
  }

  private static String blanked(String text, int most, boolean strings) {
    char[] chars = text.substring(0, Math.min(most, text.length())).toCharArray();
    int i = 0;
    while (i < chars.length) {
      char c = chars[i];
      if (c == '"' || c == '\'') {
        int after = afterQuoted(chars, i);
        i = strings && after > i + 1 ? blank(chars, i, after) : after;
      } else if (c == '/' && i + 1 < chars.length && chars[i + 1] == '/') {
        i = blank(chars, i, lineEnd(chars, i));
      } else if (c == '/' && i + 1 < chars.length && chars[i + 1] == '*') {
        i = blank(chars, i, blockEnd(chars, i + 2));
      } else {
        i++;
      }
    }
    return new String(chars);
  }

  /** A quote that is not closed in its line is an apostrophe, or the text is broken. */
  private static int afterQuoted(char[] chars, int start) {
    for (int i = start + 1; i < chars.length && chars[i] != '\n'; i++) {
      if (chars[i] == '\\') {
        i++;
      } else if (chars[i] == chars[start]) {
        return i + 1;
      }
    }
    return start + 1;
  }

  private static int lineEnd(char[] chars, int from) {
    int i = from;
    while (i < chars.length && chars[i] != '\n') {
      i++;
    }
    return i;
  }

  private static int blockEnd(char[] chars, int from) {
    for (int i = from; i + 1 < chars.length; i++) {
      if (chars[i] == '*' && chars[i + 1] == '/') {
        return i + 2;
      }
    }
    return chars.length;
  }

  private static int blank(char[] chars, int from, int to) {
    for (int i = from; i < to; i++) {
      chars[i] = chars[i] == '\n' ? '\n' : ' ';
    }
    return to;
  }
}
