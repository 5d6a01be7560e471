package dev.hephaestus.scrubbing;

/** Tells what a generator made from what a person wrote. */
final class Randomness {
  private static final int SHORTEST = 8;
  private static final int LONG = 24;

  private Randomness() {}

  /** Digits, or letters of both cases: words and identifiers in one case are neither. */
  static boolean isLikely(String text, int start, int end) {
    boolean lower = false;
    boolean upper = false;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        return true;
      }
      lower |= c >= 'a' && c <= 'z';
      upper |= c >= 'A' && c <= 'Z';
    }
    return lower && upper;
  }

  /** Whether a value whose name alone does not say so is a secret by its look. */
  static boolean isSecretLike(String text, int start, int end) {
    int length = end - start;
    if (length < SHORTEST) {
      return false;
    }
    int digits = 0;
    int letters = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c <= ' ') {
        return false;
      }
      digits += c >= '0' && c <= '9' ? 1 : 0;
      letters += Character.isLetter(c) ? 1 : 0;
    }
    return digits == 0 ? length >= LONG && isLikely(text, start, end) : letters > 0 || length >= 16;
  }
}
