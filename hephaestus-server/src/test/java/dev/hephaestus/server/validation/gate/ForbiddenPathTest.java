package dev.hephaestus.server.validation.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ForbiddenPathTest {
  private final Gate gate = new ForbiddenPath();

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".github/workflows/x.yml",
        ".GIT/hooks/x",
        ".\uff47it/config",
        "git~1/config",
        "x/.git./config",
        "src/.hidden/A.java",
        "CODEOWNERS",
        "a/Mvnw",
        "ci/build.yml",
        "run.sh",
        "lib/x.jar",
        "con",
        "src/NUL.java",
        "a:b.java",
        "-x/A.java",
        "src/ /A.java",
        "src//A.java",
        "src/./A.java",
        "src/\u0430.java",
        "src/a\u0301.java",
        "src/x\u202e.java"
      })
  void whatDecidesElsewhereOrIsNoPlainPathIsRefused(String path) {
    assertThat(Judged.newFile(gate, path, "x\n")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SRC/main/java/a/A.java", "src/main/java/a/A.java/B.java"})
  void aNewPathThatClashesWithAFileIsRefused(String path) {
    assertThat(Judged.newFile(gate, path, "x\n")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "src/main/java/a/New.java",
        "src/main/java/a/ci/New.java",
        "src/main/resources/texts_de.properties",
        "docs/notes-1.md",
        "src/main/scala/a/B$C.scala"
      })
  void anOrdinaryPathPasses(String path) {
    assertThat(Judged.newFile(gate, path, "x\n")).isEmpty();
  }

  @Test
  void aFileThatIsThereMayHaveAnyAlphabet() {
    String path = "src/main/java/a/Gr\u00f6\u00dfe.java";
    assertThat(Judged.newFile(gate, path, "x\n")).isPresent();
  }
}
