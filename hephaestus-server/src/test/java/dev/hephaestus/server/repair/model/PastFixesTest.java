package dev.hephaestus.server.repair.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.repair.Example;
import java.util.List;
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
