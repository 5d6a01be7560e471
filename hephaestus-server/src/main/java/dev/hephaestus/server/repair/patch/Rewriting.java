package dev.hephaestus.server.repair.patch;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.DeltaType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Carries what changes between a search text and its replacement over to the lines that were found:
 * lines that stay are the file's own, byte for byte.
 */
final class Rewriting {

  /** More is compared at its ends only: a repair is small. */
  private static final int MOST_COMPARED = 1_000;

  private Rewriting() {}

  /**
   * The lines in the place of those that were found.
   *
   * @param from where they were found
   * @param fit makes a new line the file's
   */
  static Splice of(
      Lines file, int from, List<String> search, List<String> by, UnaryOperator<String> fit) {
    List<String> before = search.stream().map(String::stripTrailing).toList();
    List<String> after = by.stream().map(String::stripTrailing).toList();
    int head = 0;
    while (head < Math.min(before.size(), after.size())
        && before.get(head).equals(after.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < Math.min(before.size(), after.size()) - head
        && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
      tail++;
    }
    List<Line> lines = new ArrayList<>();
    keep(lines, file, from, from + head);
    List<String> oldMiddle = before.subList(head, before.size() - tail);
    List<String> newMiddle = after.subList(head, after.size() - tail);
    List<String> fresh = by.subList(head, by.size() - tail);
    if (oldMiddle.size() > MOST_COMPARED || newMiddle.size() > MOST_COMPARED) {
      fresh.forEach(line -> lines.add(Line.fresh(fit.apply(line))));
    } else {
      middle(lines, file, from + head, oldMiddle, newMiddle, fresh, fit);
    }
    keep(lines, file, from + search.size() - tail, from + search.size());
    return new Splice(from, from + search.size(), lines);
  }

  private static void middle(
      List<Line> lines,
      Lines file,
      int from,
      List<String> before,
      List<String> after,
      List<String> fresh,
      UnaryOperator<String> fit) {
    for (AbstractDelta<String> delta : DiffUtils.diff(before, after, true).getDeltas()) {
      if (delta.getType() == DeltaType.EQUAL) {
        int start = from + delta.getSource().getPosition();
        keep(lines, file, start, start + delta.getSource().size());
      } else {
        int start = delta.getTarget().getPosition();
        fresh
            .subList(start, start + delta.getTarget().size())
            .forEach(line -> lines.add(Line.fresh(fit.apply(line))));
      }
    }
  }

  private static void keep(List<Line> lines, Lines file, int from, int to) {
    for (int i = from; i < to; i++) {
      lines.add(file.line(i));
    }
  }
}
