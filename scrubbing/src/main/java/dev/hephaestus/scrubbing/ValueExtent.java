package dev.hephaestus.scrubbing;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From where to where a value reaches.
 *
 * <p>In doubt it reaches further: a quoted one to its closing quote, another to the next blank or
 * to where another name begins.
 */
final class ValueExtent {
  private static final Set<String> SCHEMES =
      Set.of(
          "bearer",
          "basic",
          "token",
          "bot",
          "apikey",
          "api-key",
          "ssws",
          "negotiate",
          "ntlm",
          "key");
  private static final Set<String> SCHEMES_TO_THE_LINES_END =
      Set.of("digest", "aws4-hmac-sha256", "hawk", "oauth", "hmac");
  private static final String CLOSERS = ")]},;.:'>\\";

  private static final int LONGEST_LIST = 1024;

  final int start;
  final int end;

  /** Whether neither quotes nor brackets hold it together. */
  final boolean isOneWord;

  private ValueExtent(int start, int end, boolean isOneWord) {
    this.start = start;
    this.end = end;
    this.isOneWord = isOneWord;
  }

  /** The value that begins there, of a name of this kind; absent where none does. */
  static @Nullable ValueExtent at(String text, int from, String kind) {
    int slashes = from;
    while (slashes < text.length() && text.charAt(slashes) == '\\') {
      slashes++;
    }
    char first = slashes < text.length() ? text.charAt(slashes) : ' ';
    if (first == '"' || first == '\'' || first == '`') {
      return quoted(text, slashes + 1, first, slashes - from);
    }
    int close = first == '[' && !text.startsWith("[redacted", from) ? listEnd(text, from) : -1;
    if (close >= 0) {
      return skipScheme(text, from + 1, close);
    }
    if (first == '{' && isObject(text, from + 1)) {
      return null; // Its own names decide.
    }
    return unquoted(text, from, kind);
  }

  private static ValueExtent quoted(String text, int start, char quote, int slashes) {
    int end = start;
    for (; end < text.length(); end++) {
      char c = text.charAt(end);
      if (c == quote) {
        break;
      } else if (c == '\\' && slashes == 0) {
        end++; // It escapes the next one.
      }
    }
    end = Math.min(end, text.length());
    if (end == text.length()) {
      end = lineEnd(text, start);
    }
    return skipScheme(text, start, Math.max(start, end - slashesBefore(text, start, end, slashes)));
  }

  private static int slashesBefore(String text, int start, int end, int most) {
    int count = 0;
    while (count < most && end - count > start && text.charAt(end - count - 1) == '\\') {
      count++;
    }
    return count;
  }

  private static ValueExtent unquoted(String text, int from, String kind) {
    int run = wordEnd(text, from);
    String word = text.substring(from, Math.min(run, from + 20)).toLowerCase(Locale.ROOT);
    boolean more = run < text.length() && text.charAt(run) == ' ';
    if (more && SCHEMES_TO_THE_LINES_END.contains(word)) {
      return new ValueExtent(run + 1, lineEnd(text, run), false);
    }
    if (more && SCHEMES.contains(word)) {
      int next = run + 1;
      return trimmed(text, next, wordEnd(text, next));
    }
    if (kind.equals("cookie")) {
      int end = runEnd(text, from);
      while (end > from
          && end + 1 < text.length()
          && text.charAt(end - 1) == ';'
          && text.charAt(end) == ' ') {
        end = runEnd(text, end + 1);
      }
      return trimmed(text, from, end);
    }
    return trimmed(text, from, run);
  }

  /** Without the name of the scheme, so that it stays readable. */
  private static ValueExtent skipScheme(String text, int start, int end) {
    int blank = text.indexOf(' ', start);
    if (blank > start && blank < end && blank - start <= 20) {
      String word = text.substring(start, blank).toLowerCase(Locale.ROOT);
      if (SCHEMES.contains(word) || SCHEMES_TO_THE_LINES_END.contains(word)) {
        return new ValueExtent(blank + 1, end, false);
      }
    }
    return new ValueExtent(start, end, false);
  }

  /** Without what closes the text around it; a mark of ours stays whole. */
  private static ValueExtent trimmed(String text, int start, int end) {
    int stop = end;
    while (stop > start
        && CLOSERS.indexOf(text.charAt(stop - 1)) >= 0
        && !isOwnCloser(text, start, stop)) {
      stop--;
    }
    return new ValueExtent(start, stop, true);
  }

  /** Whether the last character closes what the value itself opened. */
  private static boolean isOwnCloser(String text, int start, int stop) {
    char open = "([{<".charAt(Math.max(0, ")]}>".indexOf(text.charAt(stop - 1))));
    return ")]}>".indexOf(text.charAt(stop - 1)) >= 0 && text.lastIndexOf(open, stop - 1) >= start;
  }

  /** Where the run ends, or another pair begins within it, {@code a&b=c} and the like. */
  private static int wordEnd(String text, int start) {
    for (int i = start; i < text.length(); i++) {
      if (isRunEnd(text, i)) {
        return i;
      }
      int skip = separator(text, i);
      if (skip > 0) {
        int name = CharClass.DOTTED.runEnd(text, i + skip);
        boolean pair =
            (name > i + skip && isSign(text, name)) || text.startsWith("%3D", name);
        if (pair) {
          return i;
        }
        i = Math.max(i, name - 1);
      }
    }
    return text.length();
  }

  private static int separator(String text, int index) {
    char c = text.charAt(index);
    if (c == '\\') {
      return text.startsWith("\\n", index) || text.startsWith("\\r", index) ? 2 : 0;
    }
    if (text.startsWith("%26", index)) {
      return 3;
    }
    return ",;&|".indexOf(c) >= 0 ? 1 : 0;
  }

  private static boolean isObject(String text, int from) {
    int at = from;
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\\')) {
      at++;
    }
    int name = CharClass.DOTTED.runEnd(text, at);
    return at < text.length()
        && (text.charAt(at) == '"'
            || (name > at && isSign(text, name)));
  }

  /** Where the list's bracket closes in its line and not too far; -1: nowhere. */
  private static int listEnd(String text, int from) {
    int last = Math.min(text.length(), from + LONGEST_LIST);
    int depth = 0;
    for (int i = from; i < last && text.charAt(i) != '\n'; i++) {
      char c = text.charAt(i);
      depth += c == '[' ? 1 : c == ']' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }

  private static int runEnd(String text, int from) {
    int end = from;
    while (end < text.length() && !isRunEnd(text, end)) {
      end++;
    }
    return end;
  }

  private static boolean isSign(String text, int index) {
    return index < text.length() && "=:".indexOf(text.charAt(index)) >= 0;
  }

  private static boolean isRunEnd(String text, int index) {
    return text.charAt(index) <= ' ' || "\"<`".indexOf(text.charAt(index)) >= 0;
  }

  private static int lineEnd(String text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    return end;
  }
}
