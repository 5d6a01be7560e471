package dev.hephaestus.examples.meters;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class TariffTest {

  private final Tariff tariff = new Tariff(250, 34, 29);

  @Test
  void chargesTheFirstPriceUpToTheVolume() {
    assertThat(tariff.cents(reading(250))).isEqualTo(8_500);
  }

  @Test
  void chargesTheLowerPriceAboveTheVolume() {
    assertThat(tariff.cents(reading(260))).isEqualTo(8_790);
  }

  private static Reading reading(int kilowattHours) {
    return new Reading("DE-0117", LocalDate.of(2026, 10, 31), kilowattHours);
  }
}
