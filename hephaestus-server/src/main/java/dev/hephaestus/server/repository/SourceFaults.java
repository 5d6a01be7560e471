package dev.hephaestus.server.repository;

import java.util.Optional;
import java.util.regex.Pattern;

/** Says what keeps a source from being read as a whole. */
final class SourceFaults {

  static final String ABSENT = "content cannot be read";

  /** What every one of the languages may declare something with. */
  private static final Pattern DECLARES =
      Pattern.compile(
          "(?m)^[ \\t\\w@]{0,80}\\b(?:class|interface|enum|record|object|trait|def|func|fun|function"
              + "|struct|module)\\s+\\w");

  private SourceFaults() {}

  /** What the text alone tells, for people; empty where nothing is wrong with it. */
  private static Optional<String> in(String text) {
    if (text.indexOf('\0') >= 0) {
      return Optional.of("binary content");
    }
    return MergeMarkers.ours(text).map(ours -> "merge markers: read in parts");
  }

  /** What the text and what was read of it tell together. */
  static Optional<String> of(String text, SourceSymbols symbols) {
    boolean nothing =
        symbols.packageName().isEmpty() && symbols.imports().isEmpty() && symbols.types().isEmpty();
    return in(text).or(() -> nothing ? unread(text) : Optional.empty());
  }

  /** Why nothing was read of a text. */
  private static Optional<String> unread(String text) {
    if (Nesting.of(text).isTooDeep()) {
      return Optional.of("nested too deeply");
    }
    return DECLARES.matcher(text).find() ? Optional.of("could not be parsed") : Optional.empty();
  }
}
