package dev.hephaestus.scrubbing;

import java.util.Locale;
import java.util.Set;

/** Knows what stands in a secret's place without being one: marks, placeholders, prose. */
final class Harmless {
  private static final String MARK = "[redacted";
  private static final int LONGEST = 64;
  private static final Set<String> WORDS =
      Set.of(
          ("null nil none true false undefined empty blank missing required invalid valid expired must"
                  + " is was are not should cannot can could may has have wrong incorrect too does did"
                  + " mismatch failed unset absent unknown n/a the a an at for from with of or and in on"
                  + " by to no redacted hidden masked protected changed reset removed unexpected field"
                  + " value string ok yes denied accepted granted")
              .split(" "));

  private Harmless() {}

  /** Whether nothing there needs to be hidden. */
  static boolean is(String text, int start, int end) {
    return isStandIn(text, start, end) || isProse(text, start, end);
  }

  /** Whether something stands there in a secret's stead. */
  static boolean isStandIn(String text, int start, int end) {
    return start >= end
        || isMark(text, start, end)
        || isPlaceholder(text, start, end)
        || isHidden(text, start, end);
  }

  /** Whether it is a template's place for a value, in one of the usual notations. */
  static boolean isPlaceholder(String text, int start, int end) {
    if (end - start > LONGEST || start >= end) {
      return false;
    }
    char first = text.charAt(start);
    char last = text.charAt(end - 1);
    switch (first) {
      case '{':
        return last == '}';
      case '$':
      case '#':
      case '%':
        boolean braced = start + 1 < end && text.charAt(start + 1) == '{' && last == '}';
        return braced
            || (isName(text, start + 1, end) && end - start <= (first == '%' ? 3 : LONGEST));
      case ':':
        return isName(text, start + 1, end);
      case '<':
        return last == '>' && isName(text, start + 1, end - 1);
      case '?':
        return end - start == 1;
      default:
        return false;
    }
  }

  /** Whether it is one of our own marks, and nothing else. */
  private static boolean isMark(String text, int start, int end) {
    return text.startsWith(MARK, start) && text.indexOf(']', start) == end - 1;
  }

  /** Whether someone hid it before: {@code ******}, {@code xxxx}. */
  private static boolean isHidden(String text, int start, int end) {
    char first = text.charAt(start);
    if ("*xX.•-_=".indexOf(first) < 0) {
      return false;
    }
    for (int i = start; i < end; i++) {
      if (text.charAt(i) != first) {
        return false;
      }
    }
    return true;
  }

  private static boolean isProse(String text, int start, int end) {
    if (end - start > 12) {
      return false;
    }
    int stop = end;
    while (stop > start && ".,;:!?)".indexOf(text.charAt(stop - 1)) >= 0) {
      stop--;
    }
    return stop == start || WORDS.contains(text.substring(start, stop).toLowerCase(Locale.ROOT));
  }

  private static boolean isName(String text, int start, int end) {
    return start < end && CharClass.DOTTED.runEnd(text, start) >= end;
  }
}
