package dev.hephaestus.examples.parcels;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuoteControllerTest {

  @Test
  void quoteIsThePriceWithItsSurcharge() {
    assertThat(new QuoteController().quote(800, "islands"))
        .isEqualTo(new Quote(800, "islands", 1_199));
  }
}
