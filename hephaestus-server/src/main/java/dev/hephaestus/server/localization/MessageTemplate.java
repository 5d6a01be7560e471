package dev.hephaestus.server.localization;

import dev.hephaestus.server.repository.Sayings;
import java.util.List;

/** Recognizes the literals that a message was made of. */
final class MessageTemplate {

  private static final int SHORTEST = 6;
  private static final int LONGEST = 8_000;

  private MessageTemplate() {}

  /**
   * How much of a message the literals explain, from 0 to 1; 0 when one of them is not in it, or
   * when they are too short to say anything.
   */
  static double fit(List<String> literals, String message) {
    String text = message.length() > LONGEST ? message.substring(0, LONGEST) : message;
    int covered = 0;
    int at = 0;
    for (String literal : literals) {
      for (String words : Sayings.pieces(literal)) {
        int found = text.indexOf(words, at);
        if (found < 0) {
          return 0;
        }
        at = found + words.length();
        covered += words.length();
      }
    }
    return covered < SHORTEST ? 0 : 0.5 + 0.5 * covered / Math.max(covered, text.length());
  }
}
