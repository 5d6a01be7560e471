package dev.hephaestus.server.localization;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the lines of a text are in a later one; indentation does not count.
 *
 * <p><i>Source:</i> Myers' difference algorithm, by java-diff-utils.
 */
final class LineMap {

  /** Beyond this many pairs of lines, a comparison would take too long. */
  private static final long MOST_PAIRS = 16_000_000;

  private static final double ALIKE = 0.5;

  /**
   * A line of the later text.
   *
   * @param line counted from 1; 0 when there is none that corresponds
   * @param same whether it says the same
   */
  record Place(int line, boolean same) {

    static final Place GONE = new Place(0, false);
  }

  private final List<String> before;
  private final List<String> after;
  private final Map<Integer, Place> changed = new HashMap<>();
  private final List<int[]> shifts = new ArrayList<>();

  LineMap(List<String> before, List<String> after) {
    this.before = before.stream().map(String::strip).toList();
    this.after = after.stream().map(String::strip).toList();
    if ((long) before.size() * after.size() <= MOST_PAIRS) {
      DiffUtils.diff(this.before, this.after).getDeltas().forEach(this::add);
    } else if (!this.before.equals(this.after)) {
      shifts.add(new int[] {0, Integer.MIN_VALUE});
    }
  }

  private void add(AbstractDelta<String> delta) {
    int from = delta.getSource().getPosition();
    int size = delta.getSource().size();
    int to = delta.getTarget().getPosition();
    int newSize = delta.getTarget().size();
    for (int i = 0; i < size; i++) {
      changed.put(from + i, counterpart(from + i, to, newSize));
    }
    shifts.add(new int[] {from + size, to + newSize - from - size});
  }

  /** Of the lines that replaced it, the one that is most like it. */
  private Place counterpart(int line, int to, int size) {
    int best = -1;
    double similarity = ALIKE;
    for (int i = to; i < to + size; i++) {
      double each = TextSimilarity.ofWords(before.get(line), after.get(i));
      if (each > similarity || (each == similarity && best < 0)) {
        best = i;
        similarity = each;
      }
    }
    return best < 0 ? Place.GONE : new Place(best + 1, false);
  }

  /** Where a line of the earlier text, counted from 1, is in the later one. */
  Place of(int line) {
    if (line < 1 || line > before.size()) {
      return Place.GONE;
    }
    Place place = changed.get(line - 1);
    if (place != null) {
      return place;
    }
    int shift = 0;
    for (int[] each : shifts) {
      shift = line - 1 >= each[0] ? each[1] : shift;
    }
    return shift == Integer.MIN_VALUE ? Place.GONE : new Place(line + shift, true);
  }
}
