package dev.hephaestus.scrubbing;

/** Tells which argument a template's placeholder stands for. */
final class Placeholders {
  private static final int MOST = 1000;

  private Placeholders() {}

  /** The number in its braces, else how many placeholders come before. */
  static int indexAt(String template, int start) {
    int digits = CharClass.DIGITS.runEnd(template, start + 1);
    if (digits > start + 1 && digits - start <= 4) {
      return Integer.parseInt(template.substring(start + 1, digits));
    }
    int before = 0;
    for (int i = 0; i + 1 < start && before < MOST; i++) {
      boolean braces = template.charAt(i) == '{' && template.charAt(i + 1) == '}';
      boolean percent = template.charAt(i) == '%' && CharClass.LETTERS.at(template, i + 1);
      before += braces || percent ? 1 : 0;
    }
    return before;
  }
}
