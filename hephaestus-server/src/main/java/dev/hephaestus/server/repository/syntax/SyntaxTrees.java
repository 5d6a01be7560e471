package dev.hephaestus.server.repository.syntax;

import java.util.Optional;

/**
 * Makes syntax trees of sources of one language.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
public interface SyntaxTrees {

  /** Nodes deeper than this are left out; code that somebody wrote is not a tenth as deep. */
  int MOST_DEPTH = 300;

  /**
   * The tree of a source; of a broken one, what is readable; empty where there is no time or no
   * parser for it; never fails.
   */
  Optional<SyntaxNode> parse(String text);
}
