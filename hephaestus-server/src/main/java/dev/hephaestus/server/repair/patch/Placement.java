package dev.hephaestus.server.repair.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Where a block's search text is in a file, on the lowest rung of a ladder that finds it: exact,
 * then white space aside, then shifted indentation.
 */
final class Placement {

  /** How two lines are compared, strictest first. */
  private enum Rung {
    EXACT,
    TRAILING_SPACE,
    INDENTATION,
    WHITE_SPACE;

    boolean same(String a, String b) {
      return switch (this) {
        case EXACT -> a.equals(b);
        case TRAILING_SPACE -> a.stripTrailing().equals(b.stripTrailing());
        case INDENTATION -> a.strip().equals(b.strip());
        case WHITE_SPACE -> a.replaceAll("\\s+", "").equals(b.replaceAll("\\s+", ""));
      };
    }
  }

  /**
   * What was found.
   *
   * @param starts the first lines of the places, from 0; none or several mean failure
   * @param length how many lines of the file the search text covers
   * @param indent shifts the replacement's indentation to the file's
   */
  record Found(List<Integer> starts, int length, UnaryOperator<String> indent) {}

  private Placement() {}

  static Found find(List<String> file, List<String> search) {
    List<String> wanted = search;
    for (Rung rung : Rung.values()) {
      if (rung == Rung.TRAILING_SPACE) {
        wanted = trimmed(search);
      }
      List<Integer> starts = starts(file, wanted, rung);
      if (!starts.isEmpty()) {
        boolean shifts = rung.compareTo(Rung.INDENTATION) >= 0;
        return new Found(
            starts, wanted.size(), shifts ? shift(file, starts.get(0), wanted) : line -> line);
      }
    }
    return new Found(List.of(), 0, line -> line);
  }

  private static List<Integer> starts(List<String> file, List<String> wanted, Rung rung) {
    List<Integer> starts = new ArrayList<>();
    if (wanted.isEmpty() || wanted.stream().allMatch(String::isBlank)) {
      return starts;
    }
    for (int start = 0; start + wanted.size() <= file.size(); start++) {
      int matched = 0;
      while (matched < wanted.size()
          && rung.same(withoutMark(file.get(start + matched)), wanted.get(matched))) {
        matched++;
      }
      if (matched == wanted.size()) {
        starts.add(start);
      }
    }
    return starts;
  }

  private static String withoutMark(String line) {
    return line.startsWith("\uFEFF") ? line.substring(1) : line;
  }

  /** Without blank lines at both ends. */
  static List<String> trimmed(List<String> lines) {
    int from = 0;
    int to = lines.size();
    while (from < to && lines.get(from).isBlank()) {
      from++;
    }
    while (to > from && lines.get(to - 1).isBlank()) {
      to--;
    }
    return lines.subList(from, to);
  }

  private static UnaryOperator<String> shift(List<String> file, int start, List<String> wanted) {
    int first = 0;
    while (first < wanted.size() - 1 && wanted.get(first).isBlank()) {
      first++;
    }
    String there = indent(file.get(start + first));
    String given = indent(wanted.get(first));
    return line ->
        line.isBlank()
            ? line
            : line.startsWith(given) ? there + line.substring(given.length()) : line;
  }

  static String indent(String line) {
    return line.substring(0, line.length() - line.stripLeading().length());
  }
}
