package dev.hephaestus.server.repository;

import dev.hephaestus.server.repository.syntax.SyntaxNode;
import dev.hephaestus.server.repository.syntax.SyntaxTrees;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads sources by their syntax trees, by the rules of their language.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
final class TreeParser implements SourceParser {

  private static final Logger log = LoggerFactory.getLogger(TreeParser.class);

  private final SyntaxTrees trees;
  private final LanguageRules rules;

  TreeParser(SyntaxTrees trees, LanguageRules rules) {
    this.trees = trees;
    this.rules = rules;
  }

  @Override
  public ParsedSource parse(String path, String text) {
    try {
      Optional<SyntaxNode> root = trees.parse(text);
      return root.map(node -> new SyntaxReader(path, node, rules).read())
          .orElseGet(() -> ParsedSource.none(path));
    } catch (RuntimeException | StackOverflowError e) {
      // A file that breaks the reader must not break the snapshot.
      log.debug("{} could not be read and counts as declaring nothing", path, e);
      return ParsedSource.none(path);
    }
  }
}
