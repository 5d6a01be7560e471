package dev.hephaestus.server.localization;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** How much two texts have in common: Dice's coefficient over their parts. */
final class TextSimilarity {

  private static final Pattern NO_WORD = Pattern.compile("(?<=\\W)|(?=\\W)");

  private TextSimilarity() {}

  /** From 0 to 1, by words and signs. */
  static double ofWords(String one, String other) {
    return of(words(one), words(other));
  }

  /** From 0 to 1, by lines that are not blank; indentation does not count. */
  static double ofLines(List<String> one, List<String> other) {
    return of(
        one.stream().map(String::strip).filter(line -> line.length() > 1).toList(),
        other.stream().map(String::strip).filter(line -> line.length() > 1).toList());
  }

  private static List<String> words(String text) {
    return NO_WORD.splitAsStream(text).filter(word -> !word.isBlank()).toList();
  }

  private static double of(Collection<String> one, Collection<String> other) {
    if (one.isEmpty() && other.isEmpty()) {
      return 1;
    }
    Map<String, Integer> left = new HashMap<>();
    one.forEach(part -> left.merge(part, 1, Integer::sum));
    int common = 0;
    for (String part : other) {
      if (left.merge(part, -1, Integer::sum) >= 0) {
        common++;
      }
    }
    return 2.0 * common / (one.size() + other.size());
  }
}
