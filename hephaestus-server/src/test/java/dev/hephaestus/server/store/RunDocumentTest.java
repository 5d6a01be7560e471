package dev.hephaestus.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.pipeline.Attempt;
import dev.hephaestus.server.pipeline.Run;
import dev.hephaestus.server.pipeline.RunState;
import dev.hephaestus.server.repair.Cost;
import org.junit.jupiter.api.Test;

final class RunDocumentTest {

  @Test
  void readsARunThatWasKeptBeforeTheDeployedCommitWas() {
    Run run =
        RunDocument.read(
            """
            {"v":1,"id":"r1","incidentId":"i1","nodeId":"n1","state":"FIXED","step":"done",
             "reason":"","starts":1,"tokensIn":0,"tokensOut":0,"usd":0,
             "created":"2026-01-01T00:00:00Z"}
            """);

    assertThat(run.state()).isEqualTo(RunState.FIXED);
    assertThat(run.deployed()).isEmpty();
    assertThat(run.deployedBecause()).isEmpty();
  }

  @Test
  void readsAnAttemptThatWasKeptBeforePromptAndCostWere() {
    Attempt attempt =
        RunDocument.readAttempt(
            """
            {"v":1,"number":3,"origin":"templates/guard","cause":"c","patch":"p",
             "outcome":"rejected","reason":"r","diagnostics":["d"]}
            """);

    assertThat(attempt.number()).isEqualTo(3);
    assertThat(attempt.prompt()).isEmpty();
    assertThat(attempt.cost()).isEqualTo(Cost.NONE);
  }
}
