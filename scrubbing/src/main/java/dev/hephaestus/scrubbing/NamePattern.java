package dev.hephaestus.scrubbing;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A name, or with {@code *} for any characters a family of names, whatever the case.
 *
 * <p>A name with dots matches by its last part as well.
 */
final class NamePattern {
  private static final int SHORTEST_KEYWORD = 3;
  private static final int LONGEST = 100;

  private final List<String> literals;
  private final String keyword;

  private NamePattern(List<String> literals, String keyword) {
    this.literals = literals;
    this.keyword = keyword;
  }

  static NamePattern parse(String text) {
    String folded = text.trim().toLowerCase(Locale.ROOT);
    String keyword =
        Arrays.stream(folded.split("\\*", -1))
            .max(Comparator.comparingInt(String::length))
            .orElse("");
    String bare = folded.replace("*", "");
    boolean named = !bare.isEmpty() && CharClass.DOTTED.runEnd(bare, 0) == bare.length();
    if (!named || keyword.length() < SHORTEST_KEYWORD || folded.length() > LONGEST) {
      throw new InvalidRuleException(
          "name \"" + text + "\": letters, digits and _.-, with * for any others, three in a row");
    }
    List<String> literals =
        Arrays.stream(folded.split("\\*", -1)).collect(Collectors.toUnmodifiableList());
    return new NamePattern(literals, keyword);
  }

  String keyword() {
    return keyword;
  }

  boolean matches(String name) {
    String folded = name.toLowerCase(Locale.ROOT);
    return fits(folded) || fits(folded.substring(folded.lastIndexOf('.') + 1));
  }

  private boolean fits(String name) {
    String first = literals.get(0);
    String last = literals.get(literals.size() - 1);
    if (literals.size() == 1) {
      return name.equals(first);
    }
    if (name.length() < first.length() + last.length()
        || !name.startsWith(first)
        || !name.endsWith(last)) {
      return false;
    }
    int at = first.length();
    int end = name.length() - last.length();
    for (String literal : literals.subList(1, literals.size() - 1)) {
      int found = name.indexOf(literal, at);
      if (found < 0 || found + literal.length() > end) {
        return false;
      }
      at = found + literal.length();
    }
    return true;
  }
}
