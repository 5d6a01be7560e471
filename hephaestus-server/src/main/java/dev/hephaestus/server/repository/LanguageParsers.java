package dev.hephaestus.server.repository;

import dev.hephaestus.server.repository.syntax.Grammar;
import dev.hephaestus.server.repository.syntax.GroovyTrees;
import java.util.EnumMap;
import java.util.Map;

/** The parser of each language. */
final class LanguageParsers {

  private static final SourceParser TSX =
      new TreeParser(Grammar.TSX, new ScriptRules(Language.TYPESCRIPT));

  private static final Map<Language, SourceParser> PARSERS = parsers();

  private LanguageParsers() {}

  static SourceParser of(Language language) {
    return PARSERS.getOrDefault(language, (path, text) -> ParsedSource.none(path));
  }

  private static Map<Language, SourceParser> parsers() {
    Map<Language, SourceParser> parsers = new EnumMap<>(Language.class);
    parsers.put(Language.JAVA, JavaParser::parse);
    parsers.put(Language.KOTLIN, new TreeParser(Grammar.KOTLIN, new KotlinRules()));
    parsers.put(Language.SCALA, new TreeParser(Grammar.SCALA, new ScalaRules()));
    parsers.put(Language.GROOVY, new TreeParser(new GroovyTrees(), new GroovyRules()));
    parsers.put(Language.PYTHON, new TreeParser(Grammar.PYTHON, new PythonRules()));
    parsers.put(Language.GO, new TreeParser(Grammar.GO, new GoRules()));
    parsers.put(
        Language.JAVASCRIPT,
        new TreeParser(Grammar.JAVASCRIPT, new ScriptRules(Language.JAVASCRIPT)));
    SourceParser typescript =
        new TreeParser(Grammar.TYPESCRIPT, new ScriptRules(Language.TYPESCRIPT));
    parsers.put(
        Language.TYPESCRIPT,
        (path, text) -> (path.endsWith(".tsx") ? TSX : typescript).parse(path, text));
    parsers.put(Language.CSHARP, new TreeParser(Grammar.CSHARP, new CSharpRules()));
    parsers.put(Language.RUBY, new TreeParser(Grammar.RUBY, new RubyRules()));
    return parsers;
  }
}
