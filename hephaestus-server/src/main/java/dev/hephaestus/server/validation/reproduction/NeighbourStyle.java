package dev.hephaestus.server.validation.reproduction;

import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.SourceFile;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How the tests beside a new one are written: their licence header, indentation and line endings.
 *
 * @param header the comment before the package, with what follows it, or empty
 * @param indent one step of indentation
 * @param newline the line ending
 */
record NeighbourStyle(String header, String indent, String newline) {

  private static final String OURS = "    ";
  private static final int LONGEST_HEADER = 4_000;
  private static final Pattern INDENTED = Pattern.compile("(?m)^(\\t| {2,8})[^\\s*]");

  /** The style of the test nearest to a path; our own where there is none. */
  static NeighbourStyle of(Snapshot snapshot, String path) {
    Optional<String> neighbour =
        snapshot.files().stream()
            .filter(file -> file.test() && file.isJava())
            .map(SourceFile::path)
            .min(
                Comparator.comparingInt((String other) -> -shared(path, other))
                    .thenComparing(Comparator.naturalOrder()));
    String text = neighbour.map(snapshot::text).orElse("");
    Matcher indented = INDENTED.matcher(text);
    return new NeighbourStyle(
        header(text).replace("\r\n", "\n"),
        indented.find() ? indented.group(1) : OURS,
        text.contains("\r\n") ? "\r\n" : "\n");
  }

  private static String header(String text) {
    int end = text.indexOf("*/");
    boolean comment = text.startsWith("/*") && end > 0 && end < LONGEST_HEADER;
    String rest = comment ? text.substring(end + 2) : "";
    return rest.stripLeading().startsWith("package ")
        ? text.substring(0, text.length() - rest.stripLeading().length())
        : "";
  }

  private static int shared(String one, String other) {
    int length = Math.min(one.length(), other.length());
    int at = 0;
    while (at < length && one.charAt(at) == other.charAt(at)) {
      at++;
    }
    return at;
  }

  /** A source of ours in this style. */
  String apply(String source) {
    String indented =
        source.lines().map(this::indented).collect(Collectors.joining("\n", "", "\n"));
    return (header + indented).replace("\n", newline);
  }

  private String indented(String line) {
    int steps = 0;
    while (line.startsWith(OURS, steps * OURS.length())) {
      steps++;
    }
    return indent.repeat(steps) + line.substring(steps * OURS.length());
  }
}
