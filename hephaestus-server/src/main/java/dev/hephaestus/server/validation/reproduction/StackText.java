package dev.hephaestus.server.validation.reproduction;

import dev.hephaestus.server.repository.LineRange;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares a printed stack trace with what was logged. */
final class StackText {
  private static final Pattern FRAME =
      Pattern.compile("\\s*at (?:[\\w.@-]*/)*([\\w.$]+)\\.([\\w$<>]+)\\((?:[^:)]*)(?::(\\d{1,9}))?\\)");
  private static final String CAUSED_BY = "Caused by: ";

  private StackText() {}

  /** Whether the trace, or one of its causes, is of the exception at the place. */
  static boolean shows(
      String trace,
      String exception,
      String frame,
      Optional<LineRange> lines,
      Predicate<String> isProject) {
    boolean relevant = startsWith(trace, exception);
    boolean first = true;
    for (String text : trace.lines().toList()) {
      if (text.startsWith(CAUSED_BY)) {
        relevant = startsWith(text.substring(CAUSED_BY.length()), exception);
        first = true;
        continue;
      }
      Matcher matcher = FRAME.matcher(text);
      if (relevant && first && matcher.lookingAt() && isProject.test(matcher.group(1))) {
        first = false;
        String method = matcher.group(2).replaceFirst("^lambda\\$(.+)\\$\\d+$", "$1");
        boolean sameLine =
            lines.isEmpty()
                || Optional.ofNullable(matcher.group(3))
                    .map(Integer::valueOf)
                    .filter(lines.get()::contains)
                    .isPresent();
        if ((matcher.group(1) + "#" + method).equals(frame) && sameLine) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean startsWith(String text, String exception) {
    return text.startsWith(exception)
        && (text.length() == exception.length()
            || !Character.isJavaIdentifierPart(text.charAt(exception.length())));
  }
}
