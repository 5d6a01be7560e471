package dev.hephaestus.server.repair.patch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/** Places search texts that begin or end inside of a line, or break lines elsewhere. */
final class PartialLines {

  /** Shorter texts are found by chance. */
  private static final int SHORTEST = 8;

  private PartialLines() {}

  static Placement.Found find(Lines file, List<String> search, List<String> by) {
    String wanted = String.join("\n", search).strip();
    String given = String.join("\n", by).strip();
    if (Typography.compact(wanted).length() < SHORTEST) {
      return Placement.Found.NOWHERE;
    }
    Placement.Found part = part(file, wanted, given);
    return part.starts().isEmpty() ? reflowed(file, wanted, by) : part;
  }

  private static Placement.Found part(Lines file, String wanted, String given) {
    String text = String.join("\n", file.contents());
    List<Integer> places =
        Occurrences.of(text, wanted).stream()
            .filter(at -> isWhole(text, at, at + wanted.length()))
            .toList();
    List<Integer> starts = places.stream().map(at -> lineOf(text, at)).toList();
    if (places.size() != 1) {
      return new Placement.Found(starts, null);
    }
    int at = places.get(0);
    int from = text.lastIndexOf('\n', at - 1) + 1;
    int end = text.indexOf('\n', at + wanted.length());
    int to = end < 0 ? text.length() : end;
    String changed = text.substring(from, at) + given + text.substring(at + wanted.length(), to);
    int lines = (int) text.substring(from, to).chars().filter(c -> c == '\n').count() + 1;
    List<String> before = file.contents().subList(starts.get(0), starts.get(0) + lines);
    List<String> after = changed.isBlank() ? List.of() : List.of(changed.split("\n", -1));
    return new Placement.Found(
        starts, Rewriting.of(file, starts.get(0), before, after, UnaryOperator.identity()));
  }

  /** Not in the middle of a name. */
  private static boolean isWhole(String text, int from, int to) {
    return !(from > 0 && isName(text.charAt(from - 1)) && isName(text.charAt(from)))
        && !(to < text.length() && isName(text.charAt(to - 1)) && isName(text.charAt(to)));
  }

  private static boolean isName(char c) {
    return Character.isJavaIdentifierPart(c);
  }

  private static int lineOf(String text, int at) {
    return (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
  }

  /** The same characters over whole lines, with other line breaks. */
  private static Placement.Found reflowed(Lines file, String wanted, List<String> by) {
    StringBuilder compact = new StringBuilder();
    List<Integer> firstOf = new ArrayList<>();
    for (String line : file.contents()) {
      firstOf.add(compact.length());
      compact.append(Typography.compact(line));
    }
    firstOf.add(compact.length());
    String needle = Typography.compact(wanted);
    List<int[]> places = new ArrayList<>();
    for (int at : Occurrences.of(compact.toString(), needle)) {
      // Blank lines start where the next one does: the last of them is the line itself.
      int from = lastIndex(firstOf, at);
      int to = firstIndex(firstOf, at + needle.length());
      if (from >= 0 && to >= 0) {
        places.add(new int[] {from, to});
      }
    }
    List<Integer> starts = places.stream().map(place -> place[0]).toList();
    return places.size() == 1
        ? new Placement.Found(starts, splice(file, places.get(0), Placement.trimmed(by)))
        : new Placement.Found(starts, null);
  }

  private static Splice splice(Lines file, int[] place, List<String> by) {
    if (by.isEmpty()) {
      return new Splice(place[0], place[1], List.of());
    }
    Indentation indentation =
        Indentation.learn(
            file.contents(), List.of(file.contents().get(place[0])), List.of(by.get(0)), by);
    return new Splice(
        place[0], place[1], by.stream().map(line -> Line.fresh(indentation.fit(line))).toList());
  }

  private static int lastIndex(List<Integer> offsets, int offset) {
    int index = Collections.binarySearch(offsets, offset);
    while (index >= 0 && index + 1 < offsets.size() && offsets.get(index + 1) == offset) {
      index++;
    }
    return index;
  }

  private static int firstIndex(List<Integer> offsets, int offset) {
    int index = Collections.binarySearch(offsets, offset);
    while (index > 0 && offsets.get(index - 1) == offset) {
      index--;
    }
    return index;
  }
}
