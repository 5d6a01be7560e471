package dev.hephaestus.examples.lending;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class DelayTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

  private final Delay delay = new Delay(TODAY);

  @Test
  void isTheMeanOverAllBooks() {
    Reader reader = new Reader("Ada", List.of(TODAY.minusDays(3), TODAY.minusDays(9)));

    assertThat(delay.averageDays(reader)).isEqualTo(6);
  }

  @Test
  void bookThatIsNotDueYetIsNotLate() {
    assertThat(delay.averageDays(new Reader("Grace", List.of(TODAY.plusDays(4))))).isZero();
  }
}
