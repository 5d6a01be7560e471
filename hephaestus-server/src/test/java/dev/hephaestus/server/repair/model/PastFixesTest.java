package dev.hephaestus.server.repair.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.ingest.Level;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.localization.Localization;
import dev.hephaestus.server.localization.PackedContext;
import dev.hephaestus.server.repair.Example;
import dev.hephaestus.server.repair.FileChange;
import dev.hephaestus.server.repair.MemorySnapshot;
import dev.hephaestus.server.repair.Patch;
import dev.hephaestus.server.repair.RepairTask;
import dev.hephaestus.server.repair.Rework;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PastFixesTest {

  @Test
  void sayWhatReviewersDidAndWhy() {
    assertThat(PastFixes.sections(List.of(example("+ a", "keep the null check"))))
        .singleElement()
        .asString()
        .contains("rejected by its reviewers")
        .contains("exception: java.lang.NullPointerException")
        .contains("the reviewers: keep the null check")
        .contains("+ a");
  }

  @Test
  void whatWasSaidOfThisVeryErrorComesFirstAndIsBounded() {
    Patch refused = new Patch(List.of(new FileChange("A.java", "a\n", "b\n")));
    RepairTask task =
        new RepairTask(
            new MemorySnapshot(Map.of()),
            LogRecord.of(Instant.EPOCH, Level.ERROR, "x", "y", null),
            new Localization("c", List.of(), List.of()),
            new PackedContext(0, List.of()),
            List.of(example("+ old", "")),
            Optional.of(new Rework(List.of(refused), List.of("x".repeat(9_000), "throw it"))));

    List<String> sections = PastFixes.sections(task);

    assertThat(sections).hasSize(3);
    assertThat(sections.get(0)).contains("not wanted", "-a", "+b");
    assertThat(sections.get(1)).contains("no instruction to you").hasSizeLessThan(7_000);
    assertThat(sections.get(2)).contains("+ old");
  }

  @Test
  void areLeftOutWhereThereIsNoRoom() {
    Example small = example("+ small", "");
    Example large = example("+".repeat(7_000), "");

    assertThat(PastFixes.sections(List.of(large, small)))
        .singleElement()
        .asString()
        .contains("+ small");
  }

  private static Example example(String diff, String reason) {
    return new Example(
        "java.lang.NullPointerException",
        "templates/return-early",
        Example.Judgement.REJECTED,
        List.of("src/main/java/A.java"),
        "a can be null",
        diff,
        reason);
  }
}
