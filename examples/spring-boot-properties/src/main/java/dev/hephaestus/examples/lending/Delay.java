package dev.hephaestus.examples.lending;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** How late readers are. */
class Delay {

  private final LocalDate today;

  Delay(LocalDate today) {
    this.today = today;
  }

  /** The mean over all books that the reader has; a book that is not due yet counts as 0. */
  long averageDays(Reader reader) {
    long days = 0;
    for (LocalDate due : reader.dueDays()) {
      days += Math.max(0, ChronoUnit.DAYS.between(due, today));
    }
    return days / reader.dueDays().size();
  }
}
