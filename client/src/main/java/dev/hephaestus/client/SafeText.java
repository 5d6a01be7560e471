package dev.hephaestus.client;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Text that is bounded and well-formed, whatever the application logged. */
final class SafeText {
  /** Stands where a text was cut. */
  static final String CUT = "…";

  private SafeText() {}

  /** At most so many characters, no half of a surrogate pair; null becomes empty. */
  static String clip(@Nullable String text, int limit) {
    if (text == null) {
      return "";
    }
    String kept = text.length() <= limit ? text : text.substring(0, limit - 1) + CUT;
    return isWellFormed(kept) ? kept : repaired(kept);
  }

  /** Clipped, with its line breaks and control characters turned into spaces. */
  static String oneLine(@Nullable String text, int limit) {
    return clip(text, limit).replaceAll("\\p{Cntrl}+", " ");
  }

  /**
   * What an application's object says of itself, even if saying it fails: the application's {@code
   * toString} may throw anything.
   */
  static String rendered(@Nullable Object value, int limit) {
    try {
      // Within an array, so that arrays read as their elements.
      String text = Arrays.deepToString(new @Nullable Object[] {value});
      return clip(text.substring(1, text.length() - 1), limit);
    } catch (Throwable fault) { // of user code, an Error included: logging must not end its caller
      return "[toString of "
          + (value == null ? "null" : value.getClass().getName())
          + " threw "
          + fault.getClass().getName()
          + "]";
    }
  }

  private static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  private static String repaired(String text) {
    StringBuilder well = new StringBuilder(text.length());
    text.codePoints()
        .map(point -> point >= 0xD800 && point <= 0xDFFF ? 0xFFFD : point)
        .forEach(well::appendCodePoint);
    return well.toString();
  }
}
