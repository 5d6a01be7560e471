package dev.hephaestus.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hephaestus.server.delivery.Confidence;
import dev.hephaestus.server.pipeline.Attempt;
import dev.hephaestus.server.pipeline.MemoryJournal;
import dev.hephaestus.server.pipeline.Outcome;
import dev.hephaestus.server.repair.Cost;
import dev.hephaestus.server.repair.FileChange;
import dev.hephaestus.server.repair.Patch;
import dev.hephaestus.server.repair.Proposal;
import dev.hephaestus.server.validation.Reproduction;
import dev.hephaestus.server.validation.Verdict;
import dev.hephaestus.server.validation.VerdictLevel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class FixReportTest {
  private static final Duration TOOK = Duration.ofMillis(1_500);

  private final MemoryJournal journal = new MemoryJournal(step -> {});

  @BeforeEach
  void tryOne() {
    journal.spend(new Cost(70, 7, 0.125));
    journal.keep(
        new Attempt(
            1,
            "gpt",
            "x is null",
            "--- a",
            "rejected",
            "a test fails",
            List.of("ATest.a"),
            "test",
            "fix it",
            "done",
            1_200,
            new Cost(70, 7, 0.125)));
  }

  @Test
  void showsTheFixHowSureItIsAndWhatWasTried() throws JsonProcessingException {
    Outcome fixed =
        new Outcome.Fixed(
            "c0",
            new Proposal.Candidate(
                new Patch(List.of(new FileChange("A.java", "a\n", "b\n"))),
                "why",
                "gpt",
                Cost.NONE),
            new Verdict.Accepted(
                VerdictLevel.REPRODUCED,
                List.of("seen"),
                Optional.of(
                    new Reproduction(
                        "T.java", "class T", "T.t", "t()", Reproduction.Inputs.CAPTURED))),
            new Confidence(0.75, List.of("it is small")),
            Map.of());

    JsonNode shown = json(FixReport.of(fixed, journal, TOOK));

    assertThat(shown.path("outcome").asText()).isEqualTo("fixed");
    assertThat(shown.path("confidence").asDouble()).isEqualTo(0.75);
    assertThat(shown.at("/confidenceReasons/0").asText()).isEqualTo("it is small");
    assertThat(shown.path("origin").asText()).isEqualTo("gpt");
    assertThat(shown.at("/reproduction/inputs").asText()).isEqualTo("captured");
    JsonNode attempt = shown.at("/attempts/0");
    assertThat(attempt.path("step").asText()).isEqualTo("test");
    assertThat(attempt.path("prompt").asText()).isEqualTo("fix it");
    assertThat(attempt.path("reply").asText()).isEqualTo("done");
    assertThat(attempt.path("durationMs").asLong()).isEqualTo(1_200);
    assertThat(attempt.at("/cost/usd").asDouble()).isEqualTo(0.125);
  }

  @Test
  void showsWhatACancelledRepairHadTried() throws JsonProcessingException {
    JsonNode shown = json(FixReport.cancelled(journal, TOOK));

    assertThat(shown.path("outcome").asText()).isEqualTo("cancelled");
    assertThat(shown.path("confidence").isNull()).isTrue();
    assertThat(shown.path("attempts")).hasSize(1);
    assertThat(shown.at("/tokens/in").asLong()).isEqualTo(70);
  }

  private static JsonNode json(FixReport report) throws JsonProcessingException {
    return new ObjectMapper().readTree(report.toJson());
  }
}
