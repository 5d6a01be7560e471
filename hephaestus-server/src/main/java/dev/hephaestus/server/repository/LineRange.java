package dev.hephaestus.server.repository;

/**
 * Lines of a file, both ends included.
 *
 * @param first from 1
 * @param last at least {@code first}
 */
public record LineRange(int first, int last) {

  public LineRange {
    if (first < 1 || last < first) {
      throw new IllegalArgumentException("not a range of lines: " + first + ".." + last);
    }
  }

  /** Whether the line is one of them. */
  public boolean contains(int line) {
    return first <= line && line <= last;
  }

  /** How many lines. */
  public int length() {
    return last - first + 1;
  }
}
