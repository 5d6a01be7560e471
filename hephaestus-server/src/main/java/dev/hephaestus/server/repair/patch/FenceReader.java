package dev.hephaestus.server.repair.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads fenced code where nothing marks blocks: a fence that shows how it was and one that shows
 * how it should be, or whole methods and files.
 */
final class FenceReader {
  private static final Pattern FENCE =
      Pattern.compile("\\s{0,8}(`{3,9}|~{3,9})\\s{0,3}([\\w+#.-]{0,20}).{0,500}");
  private static final Set<String> NO_CODE =
      Set.of(
          "bash",
          "sh",
          "shell",
          "console",
          "text",
          "txt",
          "log",
          "output",
          "diff",
          "patch",
          "mermaid",
          "stacktrace",
          "plaintext");
  private static final Pattern OLD =
      Pattern.compile(
          "\\b(before|current(ly)?|original|existing|old|buggy|broken|problematic|faulty|search|find|replace this|change this|from|instead of)\\b");
  private static final Pattern NEW =
      Pattern.compile(
          "\\b(after|fixed|updated|new|corrected|replace with|replace|with|should be|becomes|to|suggested|proposed|fix|change|changed)\\b");
  private static final int LINES_BEFORE = 3;

  /** What a fence shows, as the line above it says. */
  private enum Role {
    OLD,
    NEW,
    UNSAID
  }

  private record Fence(String path, Role role, String text) {}

  private final String[] lines;
  private final List<Fence> fences = new ArrayList<>();
  private String path = "";

  private FenceReader(String[] lines) {
    this.lines = lines;
  }

  static List<Edit> read(String[] lines) {
    FenceReader reader = new FenceReader(lines);
    reader.scan();
    return reader.edits();
  }

  private void scan() {
    int after = 0;
    for (int at = 0; at < lines.length; at++) {
      String line = lines[at];
      Matcher open = opening(at);
      if (open == null) {
        PathLine.path(lines[at])
            .or(() -> PathLine.mentioned(line))
            .ifPresent(named -> path = named);
        continue;
      }
      int end = end(at + 1, open.group(1));
      fence(at, end, after, open.group(2).toLowerCase(Locale.ROOT));
      at = end;
      after = end + 1;
    }
  }

  private @Nullable Matcher opening(int at) {
    if (lines[at].length() > 600) {
      return null;
    }
    Matcher open = FENCE.matcher(lines[at]);
    return open.matches() ? open : null;
  }

  private int end(int from, String mark) {
    int at = from;
    while (at < lines.length && !lines[at].strip().equals(mark)) {
      at++;
    }
    return at;
  }

  private void fence(int open, int end, int after, String language) {
    PathLine.path(lines[open]).ifPresent(named -> path = named);
    int from = open + 1;
    if (from < end) {
      Optional<String> inside =
          lines[from].strip().startsWith("//") || lines[from].strip().startsWith("#")
              ? PathLine.path(lines[from])
              : Optional.empty();
      if (inside.isPresent()) {
        path = inside.get();
        from++;
      }
    }
    if (NO_CODE.contains(language) || fences.size() >= BlockReader.MOST_BLOCKS) {
      return;
    }
    String above = above(open, after);
    if (path.isEmpty()) {
      PathLine.mentioned(above).ifPresent(named -> path = named);
    }
    String text = String.join("\n", List.of(lines).subList(from, Math.max(from, end)));
    fences.add(new Fence(path, role(above), text));
  }

  /** The last words before the fence. */
  private String above(int open, int after) {
    for (int at = open - 1; at >= Math.max(after, open - LINES_BEFORE); at--) {
      if (!lines[at].isBlank() && PathLine.path(lines[at]).isEmpty()) {
        return lines[at].length() > 300 ? "" : lines[at];
      }
    }
    return "";
  }

  private static Role role(String above) {
    String words = above.toLowerCase(Locale.ROOT);
    Matcher old = OLD.matcher(words);
    Matcher fresh = NEW.matcher(words);
    if (old.find()) {
      // "Replace the existing method with" shows the new one.
      return fresh.find() && words.strip().matches(".*\\b(with|to|becomes|by):?\\W*")
          ? Role.NEW
          : Role.OLD;
    }
    return fresh.find() ? Role.NEW : Role.UNSAID;
  }

  private List<Edit> edits() {
    List<Edit> edits = new ArrayList<>();
    for (int i = 0; i < fences.size(); i++) {
      Fence fence = fences.get(i);
      Fence next = i + 1 < fences.size() ? fences.get(i + 1) : null;
      if (fence.text().isBlank()) {
        continue;
      }
      if (fence.role() != Role.OLD) {
        edits.add(new Code(edits.size() + 1, fence.path(), fence.text()));
      } else if (next != null && next.role() != Role.OLD) {
        edits.add(new Block(edits.size() + 1, next.path(), fence.text(), next.text()));
        i++;
      }
    }
    return edits;
  }
}
