package dev.hephaestus.scrubbing;

/**
 * Numbers of payment cards, plain or in their usual groups.
 *
 * <p>A number counts where its first digits are an issuer's, its length is that issuer's and its
 * check digit is right; by chance, one number in about forty of such length passes.
 *
 * <p><em>Source:</em> ISO/IEC 7812.
 */
final class CardNumbers {
  private static final int SHORTEST = 13;
  private static final int LONGEST = 19;

  /** Of a run of so many characters with a card in it, one at least is looked at. */
  private static final int STRIDE = SHORTEST - 1;

  private static final int[][] GROUPINGS = {
    {16}, {15}, {14}, {13}, {19}, {18}, {4, 4, 4, 4}, {4, 6, 5}, {4, 6, 4}, {4, 4, 4, 4, 3}
  };

  private final Rule rule = Rule.of("card-number");

  void find(Findings findings) {
    String text = findings.text();
    for (int i = STRIDE - 1; i < text.length(); i += STRIDE) {
      if (isInRun(text, i)) {
        int end = runEnd(text, i);
        look(findings, runStart(text, i), end);
        i = Math.max(i, end - 1);
      }
    }
  }

  private void look(Findings findings, int start, int end) {
    if (end - start < SHORTEST) {
      return;
    }
    for (int i = start; i < end; i++) {
      if (i == start || !isDigit(findings.text(), i - 1)) {
        int found = cardEnd(findings.text(), i, end);
        if (found > 0) {
          findings.add(i, found, rule);
          i = found;
        }
      }
    }
  }

  /** Where the card that begins there ends, or -1 where none does. */
  private static int cardEnd(String text, int start, int end) {
    for (int[] grouping : GROUPINGS) {
      int stop = groupsEnd(text, start, end, grouping);
      if (stop > 0 && isFree(text, start, stop) && isCard(text, start, stop)) {
        return stop;
      }
    }
    return -1;
  }

  private static int groupsEnd(String text, int start, int end, int[] grouping) {
    int at = start;
    char separator = 0;
    for (int group = 0; group < grouping.length; group++) {
      if (group > 0) {
        char here = at < end ? text.charAt(at) : 0;
        boolean separates = here == ' ' || here == '-';
        if (!separates || (separator != 0 && here != separator)) {
          return -1;
        }
        separator = here;
        at++;
      }
      int stop = at + grouping[group];
      for (; at < stop; at++) {
        if (at >= end || !isDigit(text, at)) {
          return -1;
        }
      }
    }
    return isDigit(text, at) ? -1 : at;
  }

  /** Whether it is no part of something longer: a word, an identifier in groups, a fraction. */
  private static boolean isFree(String text, int start, int end) {
    boolean before =
        Boundary.isBefore(text, start)
            && !(isOneOf(text, start - 1, ".-+") && CharClass.WORD.at(text, start - 2));
    boolean after =
        !CharClass.WORD.at(text, end)
            && !(isOneOf(text, end, ".-") && CharClass.WORD.at(text, end + 1));
    return before && after;
  }

  private static boolean isCard(String text, int start, int end) {
    StringBuilder digits = new StringBuilder(LONGEST);
    for (int i = start; i < end; i++) {
      if (isDigit(text, i)) {
        digits.append(text.charAt(i));
      }
    }
    return CardIssuers.issue(digits) && isChecked(digits);
  }

  /** Luhn's sum. */
  private static boolean isChecked(CharSequence digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int weighed = i % 2 == 0 ? digit : 2 * digit;
      sum += weighed > 9 ? weighed - 9 : weighed;
    }
    return sum % 10 == 0;
  }

  private static boolean isInRun(String text, int i) {
    return isDigit(text, i)
        || (isOneOf(text, i, " -") && isDigit(text, i - 1) && isDigit(text, i + 1));
  }

  private static int runStart(String text, int from) {
    int start = from;
    while (start > 0 && isInRun(text, start - 1)) {
      start--;
    }
    return start;
  }

  private static int runEnd(String text, int from) {
    int end = from + 1;
    while (end < text.length() && isInRun(text, end)) {
      end++;
    }
    return end;
  }

  private static boolean isDigit(String text, int index) {
    return index >= 0
        && index < text.length()
        && text.charAt(index) >= '0'
        && text.charAt(index) <= '9';
  }

  private static boolean isOneOf(String text, int index, String characters) {
    return index >= 0 && index < text.length() && characters.indexOf(text.charAt(index)) >= 0;
  }
}
