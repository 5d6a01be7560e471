package dev.hephaestus.server.delivery;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What broke, in a few words.
 *
 * @param fault the exception's simple name, or {@code logged error}
 * @param message its message as it was logged, safe and on one line; may be empty
 * @param place the method, class or file
 */
record Headline(String fault, String message, String place) {
  private static final int MAX_TITLE = 72;
  private static final int MAX_MESSAGE = 300;
  private static final Pattern EXCEPTION =
      Pattern.compile(
          "^(?:[\\p{L}_$][\\w$]*\\.)*([\\p{L}_$][\\w$]*)(?::\\s*(.*))?$", Pattern.DOTALL);

  static Headline of(Solution solution) {
    String place = new TraceExcerpt(solution).place(solution);
    Matcher exception = EXCEPTION.matcher(solution.title().strip());
    if (!exception.matches()) {
      return new Headline(
          "logged error", HostileText.oneLine(solution.title(), MAX_MESSAGE), place);
    }
    String name = exception.group(1);
    String message = exception.group(2) == null ? "" : exception.group(2);
    return new Headline(
        HostileText.oneLine(name.substring(name.lastIndexOf('$') + 1), 60),
        HostileText.oneLine(message, MAX_MESSAGE),
        place);
  }

  /** The subject of a commit and of a pull request: at most 72 characters. */
  String title() {
    return HostileText.cut("Fix " + fault + " in " + place, MAX_TITLE);
  }
}
