package dev.hephaestus.server.repository;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the statements that a message may have been made by, through one word of their literals.
 *
 * <p>A word inside of a literal stands in the message as a word. At its ends a value may touch it,
 * so that the message has a longer word there.
 */
public final class Sayings {

  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\{[^{}]{0,40}\\}|%[-+ #0,(]{0,5}\\d{0,5}(?:\\.\\d{1,3})?[a-zA-Z%]");

  /** A shorter word inside of a literal says less than a longer one at its end. */
  private static final int TELLING = 4;

  private static final int LONGEST_AFFIX = 40;
  private static final int LONGEST_TEXT = 8_000;

  private Sayings() {}

  /** What of a literal is in the message as it stands: without placeholders, in order. */
  public static List<String> pieces(String literal) {
    List<String> pieces = new ArrayList<>();
    for (String piece : PLACEHOLDER.split(literal, -1)) {
      String words = piece.strip();
      if (!words.isEmpty()) {
        pieces.add(words);
      }
    }
    return pieces;
  }

  /** The term to find a statement by; one of all statements without a word. */
  static int term(List<String> literals) {
    String inside = "";
    String atEnd = "";
    for (String literal : literals) {
      for (String piece : pieces(literal)) {
        for (int[] word : words(piece)) {
          String text = piece.substring(word[0], word[1]);
          if (word[0] > 0 && word[1] < piece.length()) {
            inside = text.length() > inside.length() ? text : inside;
          } else if (text.length() <= LONGEST_AFFIX) {
            atEnd = text.length() > atEnd.length() ? text : atEnd;
          }
        }
      }
    }
    boolean tells = inside.length() >= TELLING || (atEnd.isEmpty() && !inside.isEmpty());
    return tells ? Terms.of(Terms.Kind.SAYS, inside) : Terms.of(Terms.Kind.SAYS_AT_END, atEnd);
  }

  /** The terms of all statements that may have made one of the texts. */
  static Set<Integer> asked(Collection<String> texts) {
    Set<Integer> terms = new HashSet<>();
    terms.add(Terms.of(Terms.Kind.SAYS_AT_END, ""));
    Set<String> seen = new HashSet<>();
    for (String each : texts) {
      String text = each.length() > LONGEST_TEXT ? each.substring(0, LONGEST_TEXT) : each;
      for (int[] place : words(text)) {
        String word = text.substring(place[0], place[1]);
        if (seen.add(word)) {
          terms.add(Terms.of(Terms.Kind.SAYS, word));
          for (int i = 1; i <= Math.min(LONGEST_AFFIX, word.length()); i++) {
            terms.add(Terms.of(Terms.Kind.SAYS_AT_END, word.substring(0, i)));
            terms.add(Terms.of(Terms.Kind.SAYS_AT_END, word.substring(word.length() - i)));
          }
        }
      }
    }
    return terms;
  }

  private static List<int[]> words(String text) {
    List<int[]> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean inWord = i < text.length() && Character.isLetterOrDigit(text.charAt(i));
      if (inWord && start < 0) {
        start = i;
      } else if (!inWord && start >= 0) {
        words.add(new int[] {start, i});
        start = -1;
      }
    }
    return words;
  }
}
