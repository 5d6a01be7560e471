package dev.hephaestus.server.incident;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The words of messages that are alike, and where they vary.
 *
 * @param founder the first message of it, masked
 * @param pattern its words; {@link #ANY} where they vary
 * @param isOpen whether anything may follow the last word
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; its words are read one by one.
record Template(String founder, String[] pattern, boolean isOpen) {
  static final String ANY = "<*>";
  private static final String ANY_END = "<**>";
  private static final int MOST_WORDS = 48;

  /** The template of which a message is the only one. */
  static Template of(String shape, String[] words) {
    return new Template(shape, words, false);
  }

  static Template of(LearnedTemplate learned) {
    String[] words = words(learned.template());
    boolean open = words.length > 0 && words[words.length - 1].equals(ANY_END);
    return new Template(
        learned.founder(), open ? Arrays.copyOf(words, words.length - 1) : words, open);
  }

  LearnedTemplate learned(String nodeId, String scope) {
    String words = String.join(" ", pattern);
    return new LearnedTemplate(nodeId, scope, founder, isOpen ? words + " " + ANY_END : words);
  }

  /** The words of a shape; those beyond the {@value #MOST_WORDS}th do not count. */
  static String[] words(String shape) {
    String[] words = shape.strip().split("\\s+", MOST_WORDS + 1);
    return words.length > MOST_WORDS ? Arrays.copyOf(words, MOST_WORDS) : words;
  }

  /** How many words there are up to a colon that more than one precede; 0 when there is none. */
  static int head(String[] words) {
    for (int i = 1; i < words.length - 1; i++) {
      if (words[i].endsWith(":")) {
        return i + 1;
      }
    }
    return 0;
  }

  /** Whether a word looks like a name, a number or a path rather than a word of a sentence. */
  static boolean isValue(String word) {
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      boolean within = i > 0 && i < word.length() - 1;
      if (c == '<' || Character.isDigit(c) || (within && "_./\\@#=:".indexOf(c) >= 0)) {
        return true;
      }
      if (within && Character.isUpperCase(c) && Character.isLowerCase(word.charAt(i - 1))) {
        return true;
      }
    }
    return false;
  }

  boolean fits(String[] words) {
    for (int i = 0; i < words.length; i++) {
      if (!pattern[i].equals(ANY) && !pattern[i].equals(words[i])) {
        return false;
      }
    }
    return true;
  }

  /** Whether at least half of the words are the same, of which one is no value. */
  boolean isLike(String[] words) {
    int same = 0;
    boolean word = false;
    for (int i = 0; i < words.length; i++) {
      if (pattern[i].equals(words[i])) {
        same++;
        word = word || !isValue(words[i]);
      }
    }
    return word && same * 2 >= words.length;
  }

  /** The places where a message has another word. */
  List<Integer> differences(String[] words) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < words.length; i++) {
      if (!pattern[i].equals(ANY) && !pattern[i].equals(words[i])) {
        places.add(i);
      }
    }
    return places;
  }

  boolean differsInValuesOnly(String[] words) {
    for (int i = 0; i < words.length; i++) {
      boolean differs = !pattern[i].equals(words[i]) && !pattern[i].equals(ANY);
      if (differs && !(isValue(pattern[i]) && isValue(words[i]))) {
        return false;
      }
    }
    return true;
  }

  Template widened(String[] words) {
    String[] wider = pattern.clone();
    for (int i = 0; i < words.length; i++) {
      wider[i] = pattern[i].equals(words[i]) ? pattern[i] : ANY;
    }
    return new Template(founder, wider, false);
  }

  /** The first words, with anything behind. */
  Template opened(int head) {
    return new Template(founder, Arrays.copyOf(pattern, head), true);
  }

  int variables() {
    int variables = 0;
    for (String word : pattern) {
      variables += word.equals(ANY) ? 1 : 0;
    }
    return variables;
  }
}
