package dev.hephaestus.server.validation.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.repair.FileChange;
import dev.hephaestus.server.repair.Patch;
import dev.hephaestus.server.repair.RepairTask;
import dev.hephaestus.server.testkit.FolderSnapshot;
import dev.hephaestus.server.validation.ValidationTasks;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GatesTest {
  private static final String SOURCE = "src/main/java/a/A.java";
  private static final String TEST = "src/test/java/a/ATest.java";
  private static final String BODY =
      """
      package a;

      class A {
        int size(String s) {
          return s.length();
        }
      }
      """;
  private static final String TEST_BODY =
      """
      class ATest {
        @Test
        void one() {
          assertEquals(1, 1);
        }
      }
      """;

  private final FolderSnapshot snapshot =
      FolderSnapshot.of(Map.of(SOURCE, BODY, TEST, TEST_BODY, "src/main/java/b/B.java", BODY));
  private final RepairTask task =
      ValidationTasks.task(
          snapshot,
          "java.lang.NullPointerException",
          "",
          new ValidationTasks.Call("a.A", "size", SOURCE, "s.length()", "String"));

  @Test
  void aGuardPasses() {
    assertThat(refusal(body("return s == null ? 0 : s.length();"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".github/workflows/ci.yml",
        ".git/config",
        "module/.GIT/hooks/pre-commit",
        "CODEOWNERS",
        "docs/CODEOWNERS",
        "mvnw",
        ".mvn/extensions.xml",
        "gradle/wrapper/gradle-wrapper.properties",
        "Jenkinsfile"
      })
  void whatDecidesOverBuildsAndReviewsIsForbidden(String path) {
    assertThat(refusal(new FileChange(path, null, "x\n"))).get().asString().contains(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"pom.xml", "core/pom.xml", "build.gradle.kts", "gradle/libs.versions.toml"})
  void aChangedBuildIsRefused(String path) {
    assertThat(refusal(new FileChange(path, null, "x\n")))
        .get()
        .asString()
        .contains("dependencies");
  }

  @Test
  void whatBelongsToASubmoduleIsLeftAlone() {
    FolderSnapshot withSubmodule = FolderSnapshot.of(Map.of(SOURCE, BODY)).submodule("src/main/");
    RepairTask inSubmodule =
        ValidationTasks.task(
            withSubmodule,
            "java.lang.NullPointerException",
            "",
            new ValidationTasks.Call("a.A", "size", SOURCE, "s.length()", "String"));
    Patch patch = new Patch(List.of(new FileChange(SOURCE, BODY, BODY + "// more\n")));

    assertThat(new Gates().refuse(inSubmodule, patch))
        .contains("submodule: a fix cannot change " + SOURCE + ", which belongs to a submodule");
  }

  @Test
  void tooManyLinesAreRefused() {
    String many =
        IntStream.range(0, 201).mapToObj(i -> "// " + i).collect(Collectors.joining("\n"));
    assertThat(refusal(body(many))).get().asString().contains("at most 200");
  }

  @Test
  void tooManyFilesAreRefused() {
    FileChange[] changes =
        IntStream.range(0, 6)
            .mapToObj(
                i ->
                    new FileChange(
                        "src/main/java/a/N" + i + ".java", null, "class N" + i + " {}\n"))
            .toArray(FileChange[]::new);
    assertThat(refusal(changes)).get().asString().contains("at most 5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u202e", "\u200b", "\u2066", "\ufeff", "\u3164", "\u0008"})
  void anInvisibleCharacterIsRefused(String character) {
    assertThat(refusal(body("return s.length(); //" + character)))
        .get()
        .asString()
        .contains("invisible");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "try { return s.length(); } catch (NullPointerException e) { } return 0;",
        "try { return s.length(); } catch (NullPointerException e) { log.warn(\"no\", e); } return 0;",
        "try { return s.length(); } catch (NullPointerException e) { return 0; }",
        "try { return s.length(); } catch (Exception e) { return 0; }",
        "try { return s.length(); } catch (RuntimeException | Error e) { log.info(s); return 0; }"
      })
  void aCatchThatHidesTheFaultIsRefused(String statements) {
    assertThat(refusal(body(statements))).get().asString().contains("catch");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "try { return Integer.parseInt(s); } catch (NumberFormatException e) { return 0; }",
        "try { return s.length(); } catch (RuntimeException e) { throw new IllegalStateException(e); }"
      })
  void aCatchOfWhatIsExpectedOrThatRethrowsPasses(String statements) {
    assertThat(refusal(body(statements))).isEmpty();
  }

  @Test
  void aCatchThatWasThereBeforeIsNoBusinessOfThePatch() {
    String before =
        BODY.replace(
            "return s.length();", "try { f(); } catch (Exception e) { } return s.length();");
    FolderSnapshot with = FolderSnapshot.of(Map.of(SOURCE, before));
    RepairTask other =
        ValidationTasks.task(
            with,
            "java.lang.NullPointerException",
            "",
            new ValidationTasks.Call("a.A", "size", SOURCE, "s.length()", "String"));
    FileChange change =
        new FileChange(
            SOURCE, before, before.replace("return s.length", "return s == null ? 0 : s.length"));

    assertThat(new Gates().refuse(other, new Patch(List.of(change)))).isEmpty();
  }

  @Test
  void aTestThatLosesALineIsRefused() {
    assertThat(refusal(fix(), test("    assertEquals(1, 1);\n", "")))
        .get()
        .asString()
        .contains("only add");
  }

  @Test
  void aTestThatIsSwitchedOffIsRefused() {
    assertThat(refusal(fix(), test("  @Test\n", "  @Disabled\n  @Test\n")))
        .get()
        .asString()
        .contains("switches off");
  }

  @Test
  void aTestThatIsAddedToPasses() {
    assertThat(refusal(fix(), test("  @Test\n", "  @Test\n  void two() {}\n\n  @Test\n")))
        .isEmpty();
  }

  @Test
  void codeThatTheErrorDoesNotPointToIsRefused() {
    String path = "src/main/java/b/B.java";
    assertThat(refusal(new FileChange(path, BODY, BODY + "\n")))
        .get()
        .asString()
        .contains("points to");
  }

  private static FileChange body(String statements) {
    return new FileChange(SOURCE, BODY, BODY.replace("return s.length();", statements));
  }

  private static FileChange fix() {
    return body("return s == null ? 0 : s.length();");
  }

  private static FileChange test(String before, String after) {
    return new FileChange(TEST, TEST_BODY, TEST_BODY.replace(before, after));
  }

  private Optional<String> refusal(FileChange... changes) {
    return new Gates().refuse(task, new Patch(List.of(changes)));
  }
}
