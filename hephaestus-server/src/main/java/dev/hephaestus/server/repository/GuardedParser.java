package dev.hephaestus.server.repository;

import java.util.Objects;

/**
 * Keeps from a parser what it would choke on: sources that are broken in ways that nobody meant to
 * be read.
 *
 * <p><i>Shape:</i> every line keeps its number, so that all positions fit the file as it is.
 *
 * @param language what it reads
 * @param parser what reads it
 */
record GuardedParser(Language language, SourceParser parser) implements SourceParser {

  GuardedParser {
    Objects.requireNonNull(language, "language");
    Objects.requireNonNull(parser, "parser");
  }

  @Override
  public ParsedSource parse(String path, String text) {
    Nesting nesting = Nesting.of(text);
    if (nesting.isTooDeep()) {
      return ParsedSource.none(path);
    }
    // One stray NUL makes no binary of a source.
    String whole = text.indexOf('\0') < 0 ? text : text.replace('\0', ' ');
    String ours = MergeMarkers.ours(whole).orElse(whole);
    if (language != Language.JAVA) {
      return parser.parse(path, ours);
    }
    // JDT looks for what was meant by brackets left open; with many of them it never ends.
    String closing = (ours.equals(text) ? nesting : Nesting.of(ours)).closing();
    return parser.parse(path, closing.isEmpty() ? ours : ours + closing);
  }
}
