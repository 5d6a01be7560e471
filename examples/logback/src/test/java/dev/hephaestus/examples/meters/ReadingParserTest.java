package dev.hephaestus.examples.meters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ReadingParserTest {

  private final ReadingParser parser = new ReadingParser();

  @Test
  void readsMeterDayAndKilowattHours() {
    assertThat(parser.parse("DE-0117,2026-10-31,212"))
        .isEqualTo(new Reading("DE-0117", LocalDate.of(2026, 10, 31), 212));
  }

  @Test
  void ignoresSpacesAroundTheFields() {
    assertThat(parser.parse(" DE-0117 , 2026-10-31 , 212 ").kilowattHours()).isEqualTo(212);
  }

  @Test
  void refusesADayThatDoesNotExist() {
    assertThatThrownBy(() -> parser.parse("DE-0117,2026-02-30,212"))
        .isInstanceOf(DateTimeException.class);
  }
}
