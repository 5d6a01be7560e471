package dev.hephaestus.server.localization;

import dev.hephaestus.server.repository.LineRange;
import java.util.List;
import java.util.Objects;

/**
 * Code chosen for a reader with a budget.
 *
 * @param tokens an estimate of the length of all parts, in tokens
 * @param parts best first
 */
public record PackedContext(int tokens, List<Part> parts) {

  /** What a part shows. */
  public enum Kind {
    /** A whole method that is suspected, or that stands beside one. */
    METHOD,
    /** The lines of a long method around those that ran, the others left out. */
    PARTIAL,
    /** A class with its fields and without the bodies of its methods. */
    SKELETON,
    /** The fields of a class that suspects use. */
    FIELDS,
    /** A method that calls a suspect, or the lines around the call. */
    CALLER,
    /** The signature of a method that a suspect overrides, or that overrides it. */
    DECLARATION,
    /** A whole test of a suspect. */
    TEST,
    /** What a recent commit changed near a suspect. */
    DIFF,
    /** What the values were when the exception passed; nothing of it is the repository's. */
    VALUES
  }

  /**
   * A piece of a file.
   *
   * @param path the file
   * @param lines which lines of it
   * @param kind what it shows
   * @param text the lines; where some are left out it says so. Of a diff and of values, text that
   *     stands in no file
   */
  public record Part(String path, LineRange lines, Kind kind, String text) {

    /** What stands around a part when it is shown: the lines, what it is, an empty line. */
    private static final int TOKENS_AROUND = 10;

    public Part {
      Objects.requireNonNull(path, "path");
      Objects.requireNonNull(lines, "lines");
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(text, "text");
    }

    /** An estimate of how many tokens it takes with its heading. */
    public int tokens() {
      return TokenEstimate.of(text) + TokenEstimate.of(path) + TOKENS_AROUND;
    }

    /** Whether the part holds all lines of the other. */
    boolean holds(Part other) {
      return path.equals(other.path)
          && lines.contains(other.lines.first())
          && lines.contains(other.lines.last());
    }
  }

  public PackedContext {
    parts = List.copyOf(parts);
  }
}
