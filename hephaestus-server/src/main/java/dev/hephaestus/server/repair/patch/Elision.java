package dev.hephaestus.server.repair.patch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Code that a reply leaves out: {@code // ... rest of the method unchanged}. Where the search text
 * and its replacement leave out the same, the file's own lines stay there.
 */
final class Elision {
  private static final int LONGEST = 160;
  private static final Pattern DOTS =
      Pattern.compile("\\s*(?://|#|/\\*+|\\*|<!--)?\\s*\\[?(?:\\.{3,5}|\u2026).*");
  private static final Pattern WORDS =
      Pattern.compile(
          "(?i)\\s*(?://|#|/\\*+|<!--)\\s*[\\[(]?\\s*(?:the |keep |all )*(?:rest|remainder|remaining|existing|unchanged"
              + "|other (?:existing |code|methods|fields|imports)|same as|previous code|omitted|code omitted|no changes?)\\b.*");

  private Elision() {}

  /** The first line that says that something is left out, and is no line of the file. */
  static Optional<String> in(List<String> lines, List<String> file) {
    Set<String> known = new HashSet<>(file.stream().map(String::strip).toList());
    return lines.stream()
        .filter(Elision::is)
        .map(String::strip)
        .filter(l -> !known.contains(l))
        .findFirst();
  }

  private static boolean is(String line) {
    return line.length() <= LONGEST
        && (DOTS.matcher(line).matches() || WORDS.matcher(line).matches());
  }

  /** The lines with bare dots as a comment, so that they can be parsed. */
  static String commented(List<String> lines) {
    return String.join(
        "\n",
        lines.stream().map(line -> is(line) && !isComment(line) ? "//" + line : line).toList());
  }

  private static boolean isComment(String line) {
    return line.strip().startsWith("//") || line.strip().startsWith("/*");
  }

  /**
   * The changes around what is left out.
   *
   * @param range the lines to look in: of the method that both texts declare, or of all
   */
  static Optional<List<Splice>> place(
      Lines file, int[] range, boolean anchored, List<String> search, List<String> by) {
    List<List<String>> wanted = segments(search);
    List<List<String>> given = segments(by);
    if (wanted.size() != given.size()) {
      return Optional.empty();
    }
    List<Splice> splices = new ArrayList<>();
    int at = range[0];
    for (int i = 0; i < wanted.size(); i++) {
      List<String> segment = wanted.get(i);
      if (segment.isEmpty()) {
        if (!given.get(i).isEmpty()) {
          return Optional.empty();
        }
        continue;
      }
      Optional<Integer> start = start(file, at, range[1], segment, anchored, i, wanted.size());
      if (start.isEmpty()) {
        return Optional.empty();
      }
      splices.add(splice(file, start.get(), segment, given.get(i)));
      at = start.get() + segment.size();
    }
    return splices.isEmpty() ? Optional.empty() : Optional.of(splices);
  }

  private static Optional<Integer> start(
      Lines file, int from, int to, List<String> segment, boolean anchored, int index, int count) {
    if (anchored && index == count - 1) {
      int start = to - segment.size();
      return start < from ? Optional.empty() : Placement.only(file, start, to, segment);
    }
    if (anchored && index == 0) {
      int end = Math.min(to, from + segment.size());
      return Placement.only(file, from, end, segment);
    }
    return Placement.only(file, from, to, segment);
  }

  private static Splice splice(Lines file, int start, List<String> segment, List<String> by) {
    List<String> all = new ArrayList<>(segment);
    all.addAll(by);
    Indentation indentation =
        Indentation.learn(
            file.contents(), file.contents().subList(start, start + segment.size()), segment, all);
    return Rewriting.of(file, start, segment, by, indentation::fit);
  }

  /** What stands between the lines that leave something out. */
  private static List<List<String>> segments(List<String> lines) {
    List<List<String>> segments = new ArrayList<>();
    List<String> current = new ArrayList<>();
    for (String line : lines) {
      if (is(line)) {
        segments.add(List.copyOf(Placement.trimmed(current)));
        current.clear();
      } else {
        current.add(line);
      }
    }
    segments.add(List.copyOf(Placement.trimmed(current)));
    return segments;
  }
}
