package dev.hephaestus.examples.parcels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PriceListTest {

  private final PriceList prices = new PriceList();

  @Test
  void chargesThePriceOfTheBandThatTheWeightIsIn() {
    assertThat(prices.cents(1)).isEqualTo(399);
    assertThat(prices.cents(500)).isEqualTo(399);
    assertThat(prices.cents(501)).isEqualTo(549);
  }

  @Test
  void refusesWhatIsTooHeavyOrWeighsNothing() {
    assertThatThrownBy(() -> prices.cents(20_001)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> prices.cents(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
