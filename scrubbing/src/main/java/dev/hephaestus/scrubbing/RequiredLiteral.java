package dev.hephaestus.scrubbing;

import java.util.List;
import java.util.Locale;

/** The longest text that every match of a regular expression must hold. */
final class RequiredLiteral {
  private static final int SHORTEST = 3;

  private final String regex;
  private final StringBuilder run = new StringBuilder();
  private String longest = "";

  private RequiredLiteral(String regex) {
    this.regex = regex;
  }

  /** In lower case; none where none is certain. */
  static List<String> of(String regex) {
    boolean hard = regex.contains("|") || regex.contains("(?") || regex.contains("\\Q");
    String found = hard ? "" : new RequiredLiteral(regex).longest();
    return found.length() < SHORTEST ? List.of() : List.of(found);
  }

  private String longest() {
    int depth = 0;
    for (int i = 0; i < regex.length(); i++) {
      char c = regex.charAt(i);
      if (c == '\\') {
        i++;
        char escaped = i < regex.length() ? regex.charAt(i) : 'z';
        append(depth, CharClass.ALPHANUMERIC.has(escaped) ? 0 : escaped);
      } else if (c == '[') {
        end();
        i = classEnd(i);
      } else if (c == '(' || c == ')') {
        end();
        depth += c == '(' ? 1 : -1;
      } else if (c == '*' || c == '?' || c == '{') {
        run.setLength(Math.max(0, run.length() - 1)); // Its character may be absent.
        end();
        i = c == '{' ? Math.max(i, regex.indexOf('}', i)) : i;
      } else {
        append(depth, ".^$+".indexOf(c) >= 0 ? 0 : c);
      }
    }
    end();
    return longest.toLowerCase(Locale.ROOT);
  }

  private void append(int depth, int c) {
    if (depth > 0 || c <= 0 || c >= 128) {
      end();
    } else {
      run.append((char) c);
    }
  }

  private void end() {
    if (run.length() > longest.length()) {
      longest = run.toString();
    }
    run.setLength(0);
  }

  private int classEnd(int open) {
    int i = open + 1;
    i += i < regex.length() && regex.charAt(i) == '^' ? 1 : 0;
    i += i < regex.length() && regex.charAt(i) == ']' ? 1 : 0; // A first one is a member.
    for (; i < regex.length() && regex.charAt(i) != ']'; i++) {
      i += regex.charAt(i) == '\\' ? 1 : 0;
    }
    return i;
  }
}
