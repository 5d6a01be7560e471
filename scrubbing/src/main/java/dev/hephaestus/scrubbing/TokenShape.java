package dev.hephaestus.scrubbing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tokens that begin with a provider's prefix and go on with so many characters of a kind. */
final class TokenShape implements Detector {
  private final Rule rule;
  private final CharClass characters;
  private final int min;
  private final int max;
  private final List<String> prefixes;

  TokenShape(String rule, CharClass characters, int min, int max, String... prefixes) {
    this.rule = Rule.of(rule);
    this.characters = characters;
    this.min = min;
    this.max = max;
    this.prefixes = List.of(prefixes);
  }

  @Override
  public List<String> keywords() {
    List<String> keywords = new ArrayList<>(prefixes.size());
    for (String prefix : prefixes) {
      String keyword = prefix.toLowerCase(Locale.ROOT);
      if (!keywords.contains(keyword)) {
        keywords.add(keyword);
      }
    }
    return keywords;
  }

  @Override
  public void look(Findings findings, int start, int end) {
    String text = findings.text();
    if (!Boundary.isBefore(text, start)
        || !hasPrefix(text, start, end)
        || findings.isRuledOut(this, start)) {
      return;
    }
    boolean bounded = max < Integer.MAX_VALUE;
    int stop = bounded ? characters.runEnd(text, end, max + 1) : characters.runEnd(text, end);
    int last = stop;
    while (stop > end && text.charAt(stop - 1) == '.') {
      stop--; // The sentence's.
    }
    int length = stop - end;
    if (length >= min
        && length <= max
        && !CharClass.WORD.at(text, stop)
        && Randomness.isLikely(text, end, stop)) {
      findings.add(start, stop, rule);
    } else if (!bounded) {
      findings.ruleOut(this, last); // What is too short or not random is so from further on, too.
    }
  }

  /** The keyword may stand there in another case, which is not the provider's. */
  private boolean hasPrefix(String text, int start, int end) {
    for (String prefix : prefixes) {
      if (prefix.length() == end - start && text.startsWith(prefix, start)) {
        return true;
      }
    }
    return false;
  }
}
