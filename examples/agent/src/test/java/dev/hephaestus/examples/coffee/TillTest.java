package dev.hephaestus.examples.coffee;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TillTest {

  private final Till till = new Till(new Menu(Map.of("espresso", 220, "cappuccino", 320)));

  @Test
  void multipliesThePrice() {
    assertThat(till.cents(new Order("Grace", "cappuccino", 2))).isEqualTo(640);
  }

  @Test
  void givesEveryTenthDrinkForFree() {
    assertThat(till.cents(new Order("Barbara", "espresso", 12))).isEqualTo(11 * 220);
  }
}
