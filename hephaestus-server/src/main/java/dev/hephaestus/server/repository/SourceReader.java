package dev.hephaestus.server.repository;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads a source that may be broken in any way, and says what kept it from being read as a whole.
 *
 * @param parsed what could be read; of the file as it is, so that every position fits it
 * @param fault what is wrong with the file, for people
 */
record SourceReader(ParsedSource parsed, Optional<String> fault) {

  /** What every one of the languages may declare something with. */
  private static final Pattern DECLARES =
      Pattern.compile(
          "(?m)^[ \\t\\w@]{0,80}\\b(?:class|interface|enum|record|object|trait|def|func|fun|function"
              + "|struct|module)\\s+\\w");

  /** Reads the bytes of a file. */
  static SourceReader read(SourceParser parser, String path, byte[] file) {
    String text = SourceText.of(file).text();
    if (Nesting.isTooDeep(text)) {
      return new SourceReader(ParsedSource.none(path), Optional.of("nested too deeply"));
    }
    return read((at, whole) -> parser.parse(at, whole + Nesting.closing(whole)), path, text);
  }

  private static SourceReader read(SourceParser parser, String path, String text) {
    if (text.indexOf('\0') >= 0) {
      // A class in an archive of names is no source, but one stray NUL in a comment is.
      ParsedSource parsed = parser.parse(path, text.replace('\0', ' '));
      return new SourceReader(parsed, Optional.of("binary content"));
    }
    Optional<String> ours = MergeMarkers.ours(text);
    if (ours.isPresent()) {
      return new SourceReader(
          parser.parse(path, ours.get()), Optional.of("merge markers: read in parts"));
    }
    ParsedSource parsed = parser.parse(path, text);
    boolean unread = declaresNothing(parsed.symbols()) && DECLARES.matcher(text).find();
    return new SourceReader(
        parsed, unread ? Optional.of("could not be parsed") : Optional.empty());
  }

  /** A file whose content is not there. */
  static SourceReader absent(String path) {
    return new SourceReader(ParsedSource.none(path), Optional.of("content cannot be read"));
  }

  private static boolean declaresNothing(SourceSymbols symbols) {
    return symbols.packageName().isEmpty()
        && symbols.imports().isEmpty()
        && symbols.types().isEmpty();
  }
}
