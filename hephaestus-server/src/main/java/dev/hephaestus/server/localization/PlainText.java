package dev.hephaestus.server.localization;

/**
 * Text from outside, made fit to stand in one line: of a log, of values, of a commit's message.
 *
 * <p>What could steer a terminal, break the line or turn the direction of reading is replaced.
 */
final class PlainText {

  private static final int REPLACEMENT = '?';

  private PlainText() {}

  /** One line of at most so many characters; what is cut off leaves an ellipsis. */
  static String line(String text, int most) {
    StringBuilder line = new StringBuilder(Math.min(text.length(), most + 1));
    int at = 0;
    int length = 0;
    while (at < text.length() && length < most) {
      int c = text.codePointAt(at);
      at += Character.charCount(c);
      line.appendCodePoint(plain(c));
      length++;
    }
    if (at < text.length() && length > 0) {
      line.setLength(line.offsetByCodePoints(line.length(), -1));
      line.append('…');
    }
    return line.toString();
  }

  private static int plain(int c) {
    if (Character.isWhitespace(c)) {
      return ' ';
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          REPLACEMENT;
      default -> c;
    };
  }
}
