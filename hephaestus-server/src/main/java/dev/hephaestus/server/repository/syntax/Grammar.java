package dev.hephaestus.server.repository.syntax;

import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.treesitter.TSLanguage;
import org.treesitter.TreeSitterCSharp;
import org.treesitter.TreeSitterGo;
import org.treesitter.TreeSitterJavascript;
import org.treesitter.TreeSitterKotlin;
import org.treesitter.TreeSitterPython;
import org.treesitter.TreeSitterRuby;
import org.treesitter.TreeSitterScala;
import org.treesitter.TreeSitterTsx;
import org.treesitter.TreeSitterTypescript;

/**
 * The grammars whose parsers are native libraries, each loaded when it is first needed.
 *
 * <p><i>Errors:</i> on a platform that a library does not run on, the language has no trees, which
 * is logged once.
 */
public enum Grammar implements SyntaxTrees {
  KOTLIN(TreeSitterKotlin::new),
  SCALA(TreeSitterScala::new),
  PYTHON(TreeSitterPython::new),
  GO(TreeSitterGo::new),
  JAVASCRIPT(TreeSitterJavascript::new),
  TYPESCRIPT(TreeSitterTypescript::new),
  TSX(TreeSitterTsx::new),
  CSHARP(TreeSitterCSharp::new),
  RUBY(TreeSitterRuby::new);

  @SuppressWarnings("ImmutableEnumChecker") // loading a library once is all that changes
  private final OnDemand parser;

  Grammar(Supplier<TSLanguage> language) {
    this.parser = new OnDemand(name(), language);
  }

  /** Whether its library runs on this platform. */
  public boolean isAvailable() {
    return parser.get().isPresent();
  }

  @Override
  public Optional<SyntaxNode> parse(String text) {
    return parser.get().flatMap(loaded -> loaded.parse(text));
  }

  /** Loads a library once, or fails to once. */
  static final class OnDemand {
    private static final Logger log = LoggerFactory.getLogger(Grammar.class);

    private final String name;
    private final Supplier<TSLanguage> language;
    private volatile boolean tried;
    private Optional<NativeParser> loaded = Optional.empty();

    OnDemand(String name, Supplier<TSLanguage> language) {
      this.name = name;
      this.language = language;
    }

    Optional<NativeParser> get() {
      if (!tried) {
        load();
      }
      return loaded;
    }

    private synchronized void load() {
      if (tried) {
        return;
      }
      try {
        loaded = Optional.of(new NativeParser(language.get()));
      } catch (RuntimeException | LinkageError e) {
        log.warn(
            "No symbols of {} on this platform ({} {}): its parser cannot be loaded: {}",
            name,
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            e.toString());
      }
      tried = true;
    }
  }
}
