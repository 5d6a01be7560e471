package dev.hephaestus.scrubbing;

/** Tells where a token can begin. */
final class Boundary {
  private static final CharClass HEX = new CharClass("0-9A-Fa-f");

  private Boundary() {}

  /** Whether nothing that belongs to the same word stands before. */
  static boolean isBefore(String text, int start) {
    if (!CharClass.WORD.at(text, start - 1)) {
      return true;
    }
    // A line break that was escaped, or a character that was encoded for a URL, is no word.
    boolean escaped =
        start >= 2 && text.charAt(start - 2) == '\\' && "nrt".indexOf(text.charAt(start - 1)) >= 0;
    boolean encoded =
        start >= 3
            && text.charAt(start - 3) == '%'
            && HEX.at(text, start - 2)
            && HEX.at(text, start - 1);
    return escaped || encoded;
  }
}
