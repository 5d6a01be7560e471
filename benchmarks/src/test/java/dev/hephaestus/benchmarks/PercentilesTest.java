package dev.hephaestus.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PercentilesTest {

  @Test
  void takesTheNearestRank() {
    Percentiles times = new Percentiles();
    for (int i = 100; i >= 1; i--) {
      times.add(i);
    }

    assertThat(times.at(0.5)).isEqualTo(50);
    assertThat(times.at(0.99)).isEqualTo(99);
    assertThat(times.at(1)).isEqualTo(100);
  }

  @Test
  void isZeroWithoutTimes() {
    assertThat(new Percentiles().at(0.99)).isZero();
  }
}
