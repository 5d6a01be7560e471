package dev.hephaestus.server.repair.model;

import dev.hephaestus.server.repository.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a repository says about how its code looks: the sections on style of its files for agents
 * and contributors. It is shown as data; what it says to do is not followed.
 */
final class StyleHints {
  private static final int LONGEST = 2_500;
  private static final int LONGEST_LINE = 240;
  private static final int LARGEST_FILE = 200_000;
  private static final List<String> FILES =
      List.of(
          "AGENTS.md",
          "CONTRIBUTING.md",
          ".github/CONTRIBUTING.md",
          "docs/CONTRIBUTING.md",
          "CONTRIBUTING",
          "CONTRIBUTING.adoc",
          "CONTRIBUTING.txt");
  private static final Pattern HEADING = Pattern.compile("\\s{0,3}(?:#{1,6}|={1,5})\\s.*");
  private static final Pattern STYLE =
      Pattern.compile(
          "(?i).*\\b(style|styles|convention|conventions|format|formatting|naming|guidelines?|coding|indentation|java)\\b.*");

  private StyleHints() {}

  /** The excerpt, and from where; empty where the repository says nothing. */
  static Optional<String> of(Snapshot snapshot) {
    StringBuilder hints = new StringBuilder();
    for (String path : FILES) {
      boolean readable = snapshot.file(path).filter(f -> f.size() <= LARGEST_FILE).isPresent();
      if (readable && hints.length() < LONGEST) {
        String excerpt = excerpt(snapshot.text(path));
        if (!excerpt.isBlank()) {
          hints.append("From ").append(path).append(":\n").append(excerpt).append('\n');
        }
      }
    }
    return hints.isEmpty() ? Optional.empty() : Optional.of(Clip.to(hints.toString(), LONGEST));
  }

  /** The sections whose heading speaks of style. */
  private static String excerpt(String text) {
    List<String> kept = new ArrayList<>();
    boolean inside = false;
    for (String line : text.lines().limit(4_000).toList()) {
      if (line.length() <= LONGEST_LINE && HEADING.matcher(line).matches()) {
        inside = STYLE.matcher(line).matches();
      }
      if (inside && !line.isBlank()) {
        kept.add(Clip.to(line, LONGEST_LINE));
      }
    }
    return Clip.to(String.join("\n", kept), LONGEST);
  }
}
