package dev.hephaestus.server.repair;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A change of one or more files against a known state.
 *
 * @param changes at least one, each of another file, and none without effect
 */
public record Patch(List<FileChange> changes) {

  private static final int CONTEXT_LINES = 3;
  private static final String NO_NEWLINE = "\\ No newline at end of file";

  public Patch {
    changes = List.copyOf(changes);
    if (changes.isEmpty()) {
      throw new IllegalArgumentException("a patch changes at least one file");
    }
    if (changes.stream().map(FileChange::path).distinct().count() != changes.size()) {
      throw new IllegalArgumentException("a patch changes a file once");
    }
    if (changes.stream().anyMatch(change -> change.after().equals(change.before()))) {
      throw new IllegalArgumentException("a patch changes every file that it names");
    }
  }

  /** This patch and another of different files. */
  public Patch with(FileChange change) {
    List<FileChange> all = new ArrayList<>(changes);
    all.add(change);
    return new Patch(all);
  }

  /** The unified diff as {@code git apply} takes it. */
  public String toUnifiedDiff() {
    StringBuilder diff = new StringBuilder();
    for (FileChange change : changes) {
      List<String> before = change.before() == null ? List.of() : lines(change.before());
      List<String> after = lines(change.after());
      diff.append("diff --git a/").append(change.path());
      diff.append(" b/").append(change.path()).append('\n');
      if (change.before() == null) {
        diff.append("new file mode 100644\n");
      }
      List<String> hunks =
          UnifiedDiffUtils.generateUnifiedDiff(
              change.before() == null ? "/dev/null" : "a/" + change.path(),
              "b/" + change.path(),
              before,
              DiffUtils.diff(before, after),
              CONTEXT_LINES);
      for (String line : hunks) {
        diff.append(line.replace("\n" + NO_NEWLINE, "")).append('\n');
        if (line.endsWith("\n" + NO_NEWLINE)) {
          diff.append(NO_NEWLINE).append('\n');
        }
      }
    }
    return diff.toString();
  }

  /** How many lines it adds. */
  public int linesAdded() {
    return changes.stream()
        .mapToInt(change -> count(change, delta -> delta.getTarget().size()))
        .sum();
  }

  /** How many lines it removes. */
  public int linesRemoved() {
    return changes.stream()
        .mapToInt(change -> count(change, delta -> delta.getSource().size()))
        .sum();
  }

  private static int count(
      FileChange change, java.util.function.ToIntFunction<AbstractDelta<String>> size) {
    String before = change.before();
    return DiffUtils.diff(before == null ? List.of() : lines(before), lines(change.after()))
        .getDeltas()
        .stream()
        .mapToInt(size)
        .sum();
  }

  /** The lines without their newline; a last line that has none is marked as Git marks it. */
  private static List<String> lines(String text) {
    if (text.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
    if (lines.get(lines.size() - 1).isEmpty()) {
      lines.remove(lines.size() - 1);
    } else {
      lines.set(lines.size() - 1, lines.get(lines.size() - 1) + "\n" + NO_NEWLINE);
    }
    return lines;
  }
}
