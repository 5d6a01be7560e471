package dev.hephaestus.server.repair.patch;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the file that a line of a reply names, in the ways in which models name one: {@code FILE:
 * x}, a heading, a path alone, a comment, a fence's own words.
 *
 * <p><i>Shape:</i> no line longer than a path can be is looked at, so that no pattern costs much.
 */
final class PathLine {
  private static final int LONGEST = 600;
  private static final String PATH = "[\\w.$@+~:\\\\/\\- \\[\\]()]{1,500}?";
  private static final Pattern LABELLED =
      Pattern.compile(
          "(?i)[\\s#*>\\-/\\d.)]{0,12}(?:new |in |the |update |modified |create )?"
              + "(?:file ?path|file ?name|file|path|filename|datei)[*_`]{0,3}\\s{0,4}[:=][*_`]{0,3}\\s{0,4}[`\"'*<]{0,4}("
              + PATH
              + ")[`\"'*>:,;]{0,4}\\s{0,4}(?:\\([^)]{0,100}\\))?\\s{0,20}");
  private static final String FILE =
      "([\\w.@+\\-/\\\\$:]{1,400}\\.(?:java|kts?|scala|groovy|py|go|[jt]sx?|rb|cs|xml|properties|ya?ml"
          + "|json|gradle|md|txt|sql|html?|cfg|conf|toml|proto|ini|csv))";
  private static final Pattern ALONE =
      Pattern.compile(
          "[\\s#*`>\\d.)\\-]{0,12}(?://\\s?)?[`*\"\\[(]{0,4}"
              + FILE
              + "[`*:\"\\])]{0,6}"
              + "(?:\\s{0,3}\\([^)]{0,100}\\))?:?\\s{0,20}");
  private static final Pattern QUOTED = Pattern.compile("[`*]{1,3}" + FILE + "[`*]{1,3}");
  private static final Pattern FENCE =
      Pattern.compile(
          "\\s{0,8}(?:`{3,9}|~{3,9})[\\w+#-]{0,20}[\\s:{]{1,4}(?:(?:title|file|path|filename)=)?[\"']?"
              + FILE
              + "[\"']?}?\\s{0,20}");

  private PathLine() {}

  /** The path that the line is there to name. */
  static Optional<String> path(String line) {
    if (line.length() > LONGEST || line.isBlank()) {
      return Optional.empty();
    }
    return first(LABELLED, line)
        .filter(path -> path.contains(".") || path.contains("/") || path.indexOf(' ') < 0)
        .or(() -> first(ALONE, line))
        .or(() -> first(FENCE, line));
  }

  /** The only path that a sentence quotes. */
  static Optional<String> mentioned(String line) {
    if (line.length() > LONGEST) {
      return Optional.empty();
    }
    Matcher quoted = QUOTED.matcher(line);
    if (!quoted.find()) {
      return Optional.empty();
    }
    String path = quoted.group(1);
    return quoted.find() ? Optional.empty() : Optional.of(path);
  }

  private static Optional<String> first(Pattern pattern, String line) {
    Matcher matcher = pattern.matcher(line);
    return matcher.matches() ? Optional.of(matcher.group(1).strip()) : Optional.empty();
  }
}
