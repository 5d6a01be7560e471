package dev.hephaestus.server.repair.model;

/** Shortens texts that others wrote. */
final class Clip {

  private Clip() {}

  /** At most so many characters, never half of one. */
  static String to(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end) + "... (cut)";
  }

  /** On one line. */
  static String line(String text, int most) {
    String start = text.length() > 4 * most ? text.substring(0, 4 * most) : text;
    return to(start.replaceAll("\\s+", " ").strip(), most);
  }
}
