package dev.hephaestus.server.repair.patch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where a block's search text is in a file, on the lowest rung of a ladder that finds it: exact,
 * then white space aside, then shifted indentation, then typography aside, then a part of lines,
 * then lines broken elsewhere.
 */
final class Placement {

  /** What of two lines is compared, strictest first. */
  private enum Rung {
    EXACT,
    TRAILING_SPACE,
    INDENTATION,
    WHITE_SPACE,
    TYPOGRAPHY;

    String key(String line) {
      return switch (this) {
        case EXACT -> line;
        case TRAILING_SPACE -> line.stripTrailing();
        case INDENTATION -> line.strip();
        case WHITE_SPACE -> Typography.compact(line);
        case TYPOGRAPHY -> Typography.compact(Typography.plain(line));
      };
    }
  }

  /**
   * What was found.
   *
   * @param starts the first lines of the places, from 0; none or several mean failure
   * @param splice the change, where there is one place
   */
  record Found(List<Integer> starts, @Nullable Splice splice) {
    static final Found NOWHERE = new Found(List.of(), null);
  }

  private Placement() {}

  static Found find(Lines file, List<String> search, List<String> by) {
    if (search.stream().allMatch(String::isBlank)) {
      return Found.NOWHERE;
    }
    for (Rung rung : Rung.values()) {
      boolean trims = rung != Rung.EXACT;
      List<String> wanted = trims ? trimmed(search) : search;
      List<String> given = trims && wanted.size() < search.size() ? trimmed(by) : by;
      List<Integer> starts = starts(file.contents(), wanted, rung::key);
      if (starts.size() > 1) {
        return new Found(starts, null);
      }
      if (!starts.isEmpty()) {
        int start = starts.get(0);
        return new Found(
            starts,
            Rewriting.of(file, start, wanted, given, fit(rung, file, start, wanted, given)));
      }
    }
    return PartialLines.find(file, search, by);
  }

  private static UnaryOperator<String> fit(
      Rung rung, Lines file, int start, List<String> wanted, List<String> by) {
    if (rung.compareTo(Rung.INDENTATION) < 0) {
      return line -> line;
    }
    List<String> all = new ArrayList<>(wanted);
    all.addAll(by);
    Indentation indentation =
        Indentation.learn(
            file.contents(), file.contents().subList(start, start + wanted.size()), wanted, all);
    return rung == Rung.TYPOGRAPHY
        ? line -> indentation.fit(Typography.plain(line))
        : indentation::fit;
  }

  /** Where the lines stand one after the other. */
  private static List<Integer> starts(
      List<String> file, List<String> wanted, UnaryOperator<String> key) {
    Map<String, Integer> ids = new HashMap<>();
    int[] needle = ids(wanted, key, ids);
    int[] hay = ids(file, key, ids);
    return Occurrences.of(hay, needle);
  }

  /** Lines as numbers, the same for the same line: they are compared often. */
  private static int[] ids(
      List<String> lines, UnaryOperator<String> key, Map<String, Integer> ids) {
    int[] numbers = new int[lines.size()];
    Arrays.setAll(numbers, i -> ids.computeIfAbsent(key.apply(lines.get(i)), any -> ids.size()));
    return numbers;
  }

  /** Where lines stand in a range of a file, indentation and white space aside. */
  static Optional<Integer> only(Lines file, int from, int to, List<String> wanted) {
    List<Integer> starts = starts(file.contents().subList(from, to), wanted, Typography::compact);
    return starts.size() == 1 ? Optional.of(from + starts.get(0)) : Optional.empty();
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

  static String indent(String line) {
    return line.substring(0, line.length() - line.stripLeading().length());
  }
}
