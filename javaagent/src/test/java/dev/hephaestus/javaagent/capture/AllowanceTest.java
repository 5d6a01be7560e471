package dev.hephaestus.javaagent.capture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AllowanceTest {

  @Test
  void afterAFloodOnlySoManyASecond() {
    Allowance allowance = new Allowance();
    assertThat(taken(allowance, 1_000, 5)).isEqualTo(50);
    assertThat(taken(allowance, 1_000, 1_000_000_005L)).isEqualTo(20);
    assertThat(taken(allowance, 1_000, 100_000_000_005L)).isEqualTo(50);
  }

  private static int taken(Allowance allowance, int times, long nanoTime) {
    int taken = 0;
    for (int i = 0; i < times; i++) {
      taken += allowance.take(nanoTime) ? 1 : 0;
    }
    return taken;
  }
}
