package dev.hephaestus.server.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.ingest.Level;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.repair.FileChange;
import dev.hephaestus.server.repair.Proposal;
import dev.hephaestus.server.repair.RepairTask;
import dev.hephaestus.server.testkit.FolderSnapshot;
import dev.hephaestus.server.validation.ValidationTasks.Call;
import dev.hephaestus.server.validation.build.FetchedJUnit;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fault that only an object shows which the project's own tests know how to set up. */
final class ReplayedTestsTest {
  private static final String CALENDAR = "src/main/java/days/Calendar.java";
  private static final Map<String, String> FILES =
      Map.of(
          CALENDAR,
          """
              package days;

              public class Calendar {
                private String key = "";

                public void unlock(String key) {
                  this.key = key;
                }

                /** The number of the day in its year. */
                public int number(String day) {
                  if (!key.equals("sesame")) {
                    return 0;
                  }
                  String[] parts = day.split("/");
                  return 31 * Integer.parseInt(parts[0]) + checked(Integer.parseInt(parts[1]));
                }

                private int checked(int day) {
                  if (day > 28) {
                    throw new IllegalArgumentException("no such day: " + day);
                  }
                  return day;
                }
              }
              """,
          "src/test/java/days/CalendarTest.java",
          """
              package days;

              import static org.junit.jupiter.api.Assertions.assertEquals;
              import static org.junit.jupiter.api.Assertions.assertThrows;

              import org.junit.jupiter.api.BeforeEach;
              import org.junit.jupiter.api.Test;

              class CalendarTest {
                private final Calendar calendar = new Calendar();

                @BeforeEach
                void open() {
                  calendar.unlock("sesame");
                }

                @Test
                void countsDays() {
                  assertEquals(90, calendar.number("2/28"));
                }

                @Test
                void refusesNonsense() {
                  assertThrows(IllegalArgumentException.class, () -> calendar.number("2/77"));
                }
              }
              """);

  private static final String LEAP_TEST =
      """
      package days;

      import static org.junit.jupiter.api.Assertions.assertEquals;

      import org.junit.jupiter.api.Test;

      class LeapTest {
        @Test
        void knowsLeapDays() {
          Calendar calendar = new Calendar();
          calendar.unlock("sesame");
          assertEquals(91, calendar.number("2/29"));
        }

        @Test
        void failsForAnotherReason() {
          assertEquals(1, new Calendar().number(""));
        }
      }
      """;

  @Test
  void whatTheRecordSaysIsPutIntoATestOfTheProject(@TempDir Path work) {
    try (Workbench workbench = open(FolderSnapshot.of(FILES), work)) {
      Reproduction reproduction = workbench.reproduction().orElseThrow();

      assertThat(reproduction.testName())
          .isEqualTo("CalendarFaultTest.numberDoesNotThrowIllegalArgumentException");
      assertThat(reproduction.call()).isEqualTo("calendar.number(\"2/29\");");
      assertThat(reproduction.source())
          .contains("void open()", "calendar.unlock(\"sesame\");")
          .doesNotContain("countsDays", "refusesNonsense", "assertEquals");
    }
  }

  @Test
  void aTestOfTheProjectThatFailsAsLoggedSaysWhatAFixMustDo(@TempDir Path work) {
    Map<String, String> files = new HashMap<>(FILES);
    files.put("src/test/java/days/LeapTest.java", LEAP_TEST);
    try (Workbench workbench = open(FolderSnapshot.of(files), work)) {
      assertThat(workbench.reproduction())
          .hasValueSatisfying(
              test -> {
                assertThat(test.testName()).isEqualTo("LeapTest.knowsLeapDays");
                assertThat(test.source()).isEqualTo(LEAP_TEST);
              });

      assertThat(workbench.judge(changed("day > 28", "day > 77", "return day;", "return 28;")))
          .isInstanceOfSatisfying(
              Verdict.Rejected.class,
              no -> assertThat(no.check()).isEqualTo(Verdict.Check.REPRODUCTION));
      assertThat(workbench.judge(changed("day > 28", "day > 29")))
          .isInstanceOfSatisfying(
              Verdict.Accepted.class,
              yes -> {
                assertThat(yes.level()).isEqualTo(VerdictLevel.REPRODUCED);
                assertThat(yes.evidence()).anyMatch(line -> line.contains("return the same"));
              });
      assertThat(workbench.judge(changed("day > 28", "day > 29", "return 0;", "return 2;")))
          .isInstanceOfSatisfying(
              Verdict.Accepted.class,
              yes -> {
                assertThat(yes.level()).isEqualTo(VerdictLevel.TESTED);
                assertThat(yes.evidence()).anyMatch(line -> line.contains("end otherwise"));
              });
    }
  }

  private static Proposal.Candidate changed(String... replacements) {
    String text = Objects.requireNonNull(FILES.get(CALENDAR));
    String after = text;
    for (int i = 0; i < replacements.length; i += 2) {
      after = after.replace(replacements[i], replacements[i + 1]);
    }
    return ValidationTasks.candidate(new FileChange(CALENDAR, text, after));
  }

  private static Workbench open(FolderSnapshot snapshot, Path work) {
    RepairTask task =
        ValidationTasks.task(
            snapshot,
            "java.lang.IllegalArgumentException",
            "no such day: 29",
            new Call("days.Calendar", "checked", CALENDAR, "throw new", "int"),
            new Call("days.Calendar", "number", CALENDAR, "return 31", "String"));
    LogRecord logged =
        LogRecord.of(
            Instant.EPOCH, Level.ERROR, "days", "no number for '2/29'", task.record().thrown());
    FetchedJUnit.into(work);
    return SandboxedValidatorTest.validator(work, Duration.ofSeconds(20))
        .open(new RepairTask(snapshot, logged, task.localization(), task.context()), step -> {});
  }
}
