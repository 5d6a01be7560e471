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
    METHOD,
    SKELETON,
    TEST
  }

  /**
   * A piece of a file.
   *
   * @param path the file
   * @param lines which lines of it
   * @param kind what it shows
   * @param text the lines; of a skeleton, with bodies elided
   */
  public record Part(String path, LineRange lines, Kind kind, String text) {

    public Part {
      Objects.requireNonNull(path, "path");
      Objects.requireNonNull(lines, "lines");
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(text, "text");
    }
  }

  public PackedContext {
    parts = List.copyOf(parts);
  }
}
