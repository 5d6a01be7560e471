package dev.hephaestus.server.repository.syntax;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.treesitter.TSException;
import org.treesitter.TSInputEncoding;
import org.treesitter.TSLanguage;
import org.treesitter.TSParser;
import org.treesitter.TSTree;
import org.treesitter.TSTreeCursor;

/**
 * Parses with a native library and copies the tree out of native memory at once.
 *
 * <p><i>Threads:</i> safe for use by many at once; each call has a parser of its own, and has freed
 * it and its tree when it returns.
 *
 * <p><i>Source:</i> tree-sitter.
 */
final class NativeParser {

  private static final Logger log = LoggerFactory.getLogger(NativeParser.class);

  /** Ordinary code takes a tenth of a second a megabyte; what takes longer is made to. */
  private static final long MOST_NANOS = 5_000_000_000L;

  private static final int CHUNK = 1 << 16;

  private final TSLanguage language;
  private final NodeNames names;

  NativeParser(TSLanguage language) {
    this.language = language;
    this.names = new NodeNames(language);
  }

  Optional<SyntaxNode> parse(String text) {
    return parse(text, MOST_NANOS);
  }

  Optional<SyntaxNode> parse(String text, long mostNanos) {
    SourceText source = new SourceText(text);
    long start = System.nanoTime();
    try (TSParser parser = new TSParser()) {
      parser.setLanguage(language);
      TSTree tree =
          parser.parseWithOptions(
              new byte[Math.min(CHUNK, source.length() + 1)],
              null,
              (chunk, offset, point) -> read(source.bytes(), offset, chunk),
              TSInputEncoding.TSInputEncodingUTF8,
              state -> System.nanoTime() - start > mostNanos);
      return copy(tree, source);
    } catch (TSException e) {
      log.debug("A source could not be parsed in time", e);
      return Optional.empty();
    }
  }

  private Optional<SyntaxNode> copy(TSTree tree, SourceText source) {
    if (tree == null) {
      return Optional.empty();
    }
    try (tree;
        TSTreeCursor cursor = new TSTreeCursor(tree.getRootNode())) {
      return Optional.of(new TreeCopy(source, names, cursor).root());
    }
  }

  private static int read(byte[] bytes, int offset, byte[] chunk) {
    int count = Math.max(0, Math.min(chunk.length, bytes.length - offset));
    System.arraycopy(bytes, Math.min(offset, bytes.length), chunk, 0, count);
    return count;
  }
}
