package dev.hephaestus.server.validation;

import static dev.hephaestus.server.validation.ValidationTasks.replacing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.repair.Cost;
import dev.hephaestus.server.repair.Draft;
import dev.hephaestus.server.repair.Feedback;
import dev.hephaestus.server.testkit.FolderSnapshot;
import dev.hephaestus.server.validation.ValidationTasks.Call;
import dev.hephaestus.server.validation.build.FetchedJUnit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One project whose fault no search finds, and the tests that somebody writes for it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AdoptionTest {
  private static final String LOCK = "src/main/java/shop/Lock.java";
  private static final String PATH = "src/test/java/shop/LockNullTest.java";
  private static final String SHOWS = "assertEquals(0, new Lock().open(7 * 11 * 13 * 17, null));";

  private final FolderSnapshot snapshot =
      FolderSnapshot.of(
          Map.of(
              LOCK,
              """
              package shop;

              public class Lock {
                public int open(int code, String name) {
                  if (code != 17017) {
                    return 0;
                  }
                  return name.length();
                }
              }
              """));
  private Workbench workbench;

  @BeforeAll
  void open(@TempDir Path folder) {
    FetchedJUnit.into(folder);
    workbench =
        SandboxedValidatorTest.validator(folder, Duration.ofMillis(100))
            .open(
                ValidationTasks.task(
                    snapshot,
                    "java.lang.NullPointerException",
                    "",
                    new Call("shop.Lock", "open", LOCK, "name.length()", "int")),
                step -> {});
  }

  @AfterAll
  void close() {
    workbench.close();
  }

  @Test
  void aTestThatFailsAsLoggedIsAdoptedAndDecidesFromThenOn() {
    Adoption adoption = workbench.adopt(draft(SHOWS));

    assertThat(adoption).isInstanceOf(Adoption.Adopted.class);
    Reproduction adopted = ((Adoption.Adopted) adoption).reproduction();
    assertThat(adopted.testName()).isEqualTo("LockNullTest.opens");
    assertThat(adopted.path()).isEqualTo(PATH);
    assertThat(workbench.reproduction()).contains(adopted);
    assertThat(workbench.judge(replacing(snapshot, LOCK, "return 0;", "return 1 - 1;")))
        .isInstanceOfSatisfying(
            Verdict.Rejected.class,
            verdict -> assertThat(verdict.check()).isEqualTo(Verdict.Check.REPRODUCTION));
    assertThat(
            workbench.judge(
                replacing(snapshot, LOCK, "name.length()", "name == null ? 0 : name.length()")))
        .isInstanceOfSatisfying(
            Verdict.Accepted.class,
            verdict -> assertThat(verdict.level()).isEqualTo(VerdictLevel.REPRODUCED));
  }

  @Test
  void aTestThatPassesIsRefused() {
    Feedback feedback = refused(draft("assertEquals(0, new Lock().open(1, null));"));

    assertThat(feedback.reason())
        .contains("passes on the unchanged code", "java.lang.NullPointerException in Lock.open");
  }

  @Test
  void aTestThatExpectsTheExceptionPasses() {
    Feedback feedback =
        refused(draft("try { new Lock().open(17017, null); } catch (NullPointerException e) { }"));

    assertThat(feedback.reason()).contains("not expect or catch it");
  }

  @Test
  void aTestThatFailsOtherwiseIsRefusedWithTheHeadOfItsTrace() {
    Feedback feedback = refused(draft("assertEquals(4, new Lock().open(17017, \"abc\"));"));

    assertThat(feedback.reason()).contains("shop.LockNullTest.opens fails otherwise");
    assertThat(feedback.diagnostics()).hasSizeBetween(1, 5);
    assertThat(feedback.diagnostics().get(0)).contains("expected: <4> but was: <3>");
  }

  @Test
  void theSameExceptionElsewhereIsNotTheFault() {
    Feedback feedback = refused(draft("String s = null; s.length();"));

    assertThat(feedback.reason()).contains("fails otherwise than logged");
  }

  @Test
  void aTestThatFailsOnlyOnceIsFlaky() {
    Feedback feedback =
        refused(
            draft(
                "java.io.File seen = new java.io.File(\"seen\");"
                    + " boolean again = !seen.createNewFile();"
                    + " if (!again) { seen = null; new Lock().open(17017, null); }"));

    assertThat(feedback.reason()).contains("flaky");
  }

  @Test
  void aTestThatShowsTheFaultAndDoesMoreIsRefusedByAGate() {
    Feedback feedback =
        refused(
            draft(
                "new java.io.File(\"/etc/passwd\").delete();"
                    + " assertEquals(0, new Lock().open(17017, null));"));

    assertThat(feedback.reason()).startsWith("new reach: ");
  }

  @Test
  void aTestThatDoesNotCompileIsRefusedWithAtMostFiveDiagnostics() {
    Feedback feedback = refused(draft("a(); b(); c(); d(); e(); f(); g();"));

    assertThat(feedback.reason()).contains("does not compile");
    assertThat(feedback.diagnostics()).hasSize(5);
    assertThat(feedback.diagnostics().get(0)).contains("LockNullTest.java:").contains("symbol");
  }

  @Test
  void aClassWithoutTestsIsRefused() {
    Feedback feedback =
        refused(at(PATH, "package shop;\nclass LockNullTest { void helps() { } }\n"));

    assertThat(feedback.reason()).contains("No test was found").contains("JUnit 5");
  }

  @Test
  void aTestOutsideOfTheTestFoldersIsRefused() {
    for (String path :
        new String[] {
          "src/main/java/shop/LockNullTest.java",
          "src/test/java/other/LockNullTest.java",
          "src/test/java/shop/../../../../LockNullTest.java",
          "/tmp/LockNullTest.java",
          "src/test/java/shop/Lock Null\nTest.java",
          ".git/hooks/LockNullTest.java",
          "src/test/java/shop/LockNullTest.sh"
        }) {
      assertThat(refused(at(path, test(SHOWS))).reason())
          .as(path)
          .matches(".*(leave the test folders|no path of a Java source).*");
    }
    assertThat(refused(at(LOCK, test(SHOWS))).reason()).contains("would overwrite");
  }

  @Test
  void whatIsTooLargeOrCannotBeSeenOrMakesUpATraceIsRefused() {
    assertThat(refused(draft("// x\n".repeat(400) + SHOWS)).reason()).contains("too large");
    assertThat(refused(draft(SHOWS + "// \u202e")).reason()).contains("cannot see");
    assertThat(refused(draft("new Exception().setStackTrace(null);")).reason())
        .contains("makes up a stack trace");
  }

  private Feedback refused(Draft.Test draft) {
    Adoption adoption = workbench.adopt(draft);
    assertThat(adoption).isInstanceOf(Adoption.Refused.class);
    return ((Adoption.Refused) adoption).feedback();
  }

  private static Draft.Test draft(String body) {
    return at(PATH, test(body));
  }

  private static Draft.Test at(String path, String source) {
    return new Draft.Test(path, source, Cost.NONE, Optional.empty());
  }

  private static String test(String body) {
    return """
        package shop;

        import static org.junit.jupiter.api.Assertions.assertEquals;

        import org.junit.jupiter.api.Test;

        class LockNullTest {
          @Test
          void opens() throws Exception {
            %s
          }
        }
        """
        .formatted(body);
  }
}
