package dev.hephaestus.server.repository;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * Tells tests of other languages than Java by the names that their runners look for.
 *
 * <p><i>Source:</i> the conventions of pytest and unittest, {@code go test}, Jest, Mocha and
 * Vitest, RSpec and Minitest, Kotest and ScalaTest, Spock, and .NET's test projects.
 */
final class TestNames {

  private static final Pattern JVM =
      Pattern.compile("(?!.*/src/main/).*(?:Tests?|TestCase|Specs?|Specification|Suite|IT)\\.\\w+");

  private static final Pattern WEB =
      Pattern.compile(
          ".*[._-](?:spec|test|cy|e2e)\\.[cm]?[jt]sx?"
              + "|.*/(?:__tests__|__mocks__|__fixtures__|specs?|e2e|cypress)/.*");

  private static final Map<Language, Pattern> BY_LANGUAGE =
      Map.of(
          Language.KOTLIN, JVM,
          Language.SCALA, JVM,
          Language.GROOVY, JVM,
          Language.PYTHON, Pattern.compile(".*/(?:test_[^/]*|[^/]*_test|conftest|tests?)\\.pyi?"),
          Language.GO, Pattern.compile(".*_test\\.go|.*/testdata/.*"),
          Language.JAVASCRIPT, WEB,
          Language.TYPESCRIPT, WEB,
          Language.RUBY, Pattern.compile(".*/(?:[^/]*_(?:spec|test)|test_[^/]*)\\.rb|.*/spec/.*"),
          Language.CSHARP,
              Pattern.compile(
                  ".*(?:Tests?|Specs?|Fixture)\\.cs|.*/[^/]*[.]?(?:Unit|Integration)?Tests?/.*"));

  private TestNames() {}

  static boolean isTest(String path) {
    Pattern names = BY_LANGUAGE.get(Language.of(path));
    return names != null && names.matcher("/" + path).matches();
  }
}
