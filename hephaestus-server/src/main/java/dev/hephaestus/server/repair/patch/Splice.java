package dev.hephaestus.server.repair.patch;

import java.util.List;

/**
 * Lines of a file replaced by others.
 *
 * @param from the first line, from 0
 * @param to behind the last; {@code from} where lines are only inserted
 * @param lines in their place
 */
record Splice(int from, int to, List<Line> lines) {

  Splice {
    lines = List.copyOf(lines);
  }

  boolean overlaps(Splice other) {
    boolean share = from < other.to && other.from < to;
    return share || other.holds(this) || holds(other);
  }

  /** Whether the other only inserts, and does so between two of these lines. */
  private boolean holds(Splice other) {
    return other.from == other.to && from < other.from && other.from < to;
  }
}
