package dev.hephaestus.examples.parcels;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SurchargesTest {

  private final Surcharges surcharges = new Surcharges();

  @Test
  void islandsAndMountainsCostMore() {
    assertThat(surcharges.cents("islands")).isEqualTo(650);
    assertThat(surcharges.cents("mountains")).isEqualTo(320);
  }
}
