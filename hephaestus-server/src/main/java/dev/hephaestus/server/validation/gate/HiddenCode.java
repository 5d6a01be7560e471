package dev.hephaestus.server.validation.gate;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Refuses code that the compiler reads otherwise than a reviewer: new Unicode escapes of plain
 * characters, of quotes and of line ends.
 *
 * <p><i>Shape:</i> an escape of a letter of another alphabet, or of a control character within a
 * literal, is how such characters are rightly written.
 *
 * <p><i>Source:</i> JLS 3.3: escapes are replaced before anything else is read, also in comments.
 */
final class HiddenCode implements Gate {
  private static final Pattern ESCAPE = Pattern.compile("\\\\u+([0-9a-fA-F]{4})");

  @Override
  public String name() {
    return "hidden code";
  }

  @Override
  public Optional<String> refuse(Inspection patch) {
    for (JavaChange change : patch.sources()) {
      long before = change.removed().stream().mapToLong(HiddenCode::count).sum();
      long after = change.added().stream().mapToLong(HiddenCode::count).sum();
      if (after > before) {
        return Optional.of(
            "the patch writes plain characters as Unicode escapes in " + change.path());
      }
    }
    return Optional.empty();
  }

  private static long count(String line) {
    long count = 0;
    Matcher escape = ESCAPE.matcher(line);
    while (escape.find()) {
      int c = Integer.parseInt(escape.group(1), 16);
      boolean isEscaped = (backslashesBefore(line, escape.start()) & 1) == 1;
      if (!isEscaped && ((c >= ' ' && c <= '~') || c == '\n' || c == '\r')) {
        count++;
      }
    }
    return count;
  }

  private static int backslashesBefore(String line, int at) {
    int start = at;
    while (start > 0 && line.charAt(start - 1) == '\\') {
      start--;
    }
    return at - start;
  }
}
