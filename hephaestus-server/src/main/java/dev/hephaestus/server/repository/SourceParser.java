package dev.hephaestus.server.repository;

/**
 * Reads sources of one language into declarations and bodies.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
interface SourceParser {

  /** To be raised when one of the parsers reads differently: what older ones read is read anew. */
  int VERSION = 1;

  /**
   * What the text declares and does; of a broken text, what is readable; never fails.
   *
   * @param path where the text stands, for the names of modules and for positions
   */
  ParsedSource parse(String path, String text);

  /** The parser for a language; one that reads nothing where there is none. */
  static SourceParser of(Language language) {
    return new GuardedParser(language, LanguageParsers.of(language));
  }
}
