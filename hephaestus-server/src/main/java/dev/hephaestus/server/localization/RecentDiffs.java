package dev.hephaestus.server.localization;

import dev.hephaestus.server.localization.PackedContext.Kind;
import dev.hephaestus.server.localization.PackedContext.Part;
import dev.hephaestus.server.repository.Change;
import dev.hephaestus.server.repository.LineRange;
import dev.hephaestus.server.repository.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Shows what recent commits changed in or near the suspects' methods: the newest first, as hunks of
 * unified diffs.
 *
 * <p>A commit that only added the file says nothing about a change. Whoever could commit could
 * write the text of a subject or a hunk; it is bounded and shown as data.
 */
final class RecentDiffs {

  private static final int COMMITS = 30;
  private static final int FILES = 3;
  private static final int DIFFS = 3;
  private static final int LINES = 60;
  private static final int LONGEST_LINE = 300;
  private static final int LONGEST_SUBJECT = 120;

  /** Lines move between a commit and the snapshot; a hunk this near still concerns the method. */
  private static final int NEAR = 15;

  private static final int SHORT_HASH = 10;
  private static final Pattern HUNK =
      Pattern.compile("@@ -(\\d{1,9})(?:,(\\d{1,9}))? \\+(\\d{1,9})(?:,(\\d{1,9}))? @@.*");

  private record Hunk(LineRange lines, List<String> text) {}

  private final Snapshot snapshot;

  RecentDiffs(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  List<Part> of(List<Suspect> suspects) {
    Map<String, List<LineRange>> places = new LinkedHashMap<>();
    for (Suspect suspect : suspects) {
      String path = suspect.method().path();
      if (places.size() < FILES || places.containsKey(path)) {
        places.computeIfAbsent(path, each -> new ArrayList<>()).add(suspect.method().lines());
      }
    }
    List<Part> parts = new ArrayList<>();
    for (Change change : places.isEmpty() ? List.<Change>of() : snapshot.history(COMMITS)) {
      for (String path : places.keySet()) {
        if (parts.size() < DIFFS && change.paths().contains(path)) {
          part(change, path, places.getOrDefault(path, List.of())).ifPresent(parts::add);
        }
      }
    }
    return parts;
  }

  private Optional<Part> part(Change change, String path, List<LineRange> methods) {
    List<Hunk> hunks =
        hunks(snapshot.diff(change, path)).stream()
            .filter(hunk -> methods.stream().anyMatch(lines -> isNear(hunk.lines(), lines)))
            .toList();
    if (hunks.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder("commit ").append(shortened(change.commit()));
    text.append(" of ").append(change.time().toString(), 0, 10).append(": ");
    text.append(PlainText.line(change.subject(), LONGEST_SUBJECT)).append('\n');
    int shown = 0;
    for (Hunk hunk : hunks) {
      for (String line : hunk.text()) {
        if (shown++ < LINES) {
          text.append(PlainText.line(line.replace("\t", "    "), LONGEST_LINE)).append('\n');
        }
      }
    }
    if (shown > LINES) {
      text.append("… ").append(shown - LINES).append(" lines left out\n");
    }
    return Optional.of(new Part(path, hunks.getFirst().lines(), Kind.DIFF, text.toString()));
  }

  private static String shortened(String commit) {
    return commit.substring(0, Math.min(SHORT_HASH, commit.length()));
  }

  private static boolean isNear(LineRange hunk, LineRange method) {
    return hunk.first() <= method.last() + NEAR && method.first() - NEAR <= hunk.last();
  }

  /** The hunks that changed something that was there before. */
  private static List<Hunk> hunks(String diff) {
    List<Hunk> hunks = new ArrayList<>();
    List<String> text = new ArrayList<>();
    for (String line : diff.lines().toList()) {
      Matcher head = HUNK.matcher(line);
      if (head.matches()) {
        text = new ArrayList<>();
        int first = Math.max(1, Integer.parseInt(head.group(3)));
        int length = head.group(4) == null ? 1 : Integer.parseInt(head.group(4));
        if (!head.group(1).equals("0")) {
          hunks.add(new Hunk(new LineRange(first, first + Math.max(0, length - 1)), text));
        }
        text.add(line);
      } else if (!text.isEmpty()) {
        text.add(line);
      }
    }
    return hunks;
  }
}
