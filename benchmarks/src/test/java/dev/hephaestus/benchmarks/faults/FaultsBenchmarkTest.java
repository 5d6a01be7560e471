package dev.hephaestus.benchmarks.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import picocli.CommandLine;

/** Long: run by the profile {@code faults} alone. */
@EnabledIfSystemProperty(named = "faults.kills", matches = "[1-9]\\d*")
final class FaultsBenchmarkTest {

  @Test
  void everyAcknowledgedRecordIsThereOnceWhateverBreaks() {
    assertThat(
            new CommandLine(new FaultsBenchmark())
                .execute("--kills", System.getProperty("faults.kills")))
        .isZero();
  }
}
