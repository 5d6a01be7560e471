package dev.hephaestus.server.repository;

import java.util.List;
import java.util.Objects;

/**
 * A parsed file.
 *
 * @param symbols what it declares
 * @param bodies what its methods do, in the order of their position
 */
record ParsedSource(SourceSymbols symbols, List<MethodBody> bodies) {

  ParsedSource {
    Objects.requireNonNull(symbols, "symbols");
    bodies = List.copyOf(bodies);
  }

  static ParsedSource none(String path) {
    return new ParsedSource(SourceSymbols.none(path), List.of());
  }
}
