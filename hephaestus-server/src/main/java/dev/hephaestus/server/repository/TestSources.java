package dev.hephaestus.server.repository;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** Tells tests from what they test. */
final class TestSources {

  private static final Set<String> FOLDERS =
      Set.of(
          "test",
          "tests",
          "testing",
          "it",
          "androidtest",
          "integrationtest",
          "inttest",
          "functionaltest",
          "testfixtures",
          "test-framework",
          "jmh");

  /** Declaring a test takes one of these; production code that serves tests has other imports. */
  private static final String[] IMPORTS = {
    "import org.junit.Test;",
    "import org.junit.jupiter.api.Test;",
    "import org.junit.jupiter.params.ParameterizedTest;",
    "import org.testng.annotations.Test;",
    "import junit.framework.TestCase;",
    "import spock.lang.Specification;"
  };

  private TestSources() {}

  /** Whether the path alone says that it is a test, or belongs to them. */
  static boolean byPath(String path) {
    if (TestNames.isTest(path)) {
      return true;
    }
    int slash = path.lastIndexOf('/');
    if (slash < 0) {
      return false;
    }
    for (String folder : sourceRoot(path.substring(0, slash)).split("/", -1)) {
      String name = folder.toLowerCase(Locale.ROOT);
      if (FOLDERS.contains(name)
          || name.endsWith("-test")
          || name.endsWith("-tests")
          || (folder.endsWith("Test") && folder.length() > 4)) {
        return true;
      }
    }
    return false;
  }

  /** Whether what it imports says so, where the path does not say that it is production code. */
  static boolean byImports(String path, byte[] source) {
    if (("/" + path).contains("/src/main/")) {
      return false;
    }
    String head = new String(source, StandardCharsets.ISO_8859_1);
    for (String line : IMPORTS) {
      if (head.contains(line)) {
        return true;
      }
    }
    return false;
  }

  /** Below {@code src/main/java} a folder's name is a package's, and says nothing. */
  private static String sourceRoot(String folder) {
    int main = ("/" + folder + "/").indexOf("/src/main/");
    return main < 0 ? folder : folder.substring(0, main);
  }
}
