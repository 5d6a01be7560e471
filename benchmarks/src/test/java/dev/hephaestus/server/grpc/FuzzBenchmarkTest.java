package dev.hephaestus.server.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FuzzBenchmarkTest {

  @Test
  void whatWasGoodOnceIsTakenRefusedOrMalformedAndNothingElse() {
    FuzzBenchmark fuzz = new FuzzBenchmark(5);

    fuzz.run(5_000);

    assertThat(fuzz.inputs()).isEqualTo(5_000);
    assertThat(fuzz.malformed()).isPositive();
    assertThat(fuzz.refused()).isPositive();
  }
}
