package dev.hephaestus.examples.buses;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TimetableTest {

  private final Timetable timetable = new Timetable();

  @BeforeEach
  void fill() {
    timetable.add("12;Market;07:25;A");
    timetable.add("12;Market;07:05;A");
    timetable.add("3;Station;07:10;C");
  }

  @Test
  void showsTheEarliestFirst() {
    assertThat(timetable.next("Market", LocalTime.of(7, 0), 5))
        .extracting(Departure::time)
        .containsExactly(LocalTime.of(7, 5), LocalTime.of(7, 25));
  }

  @Test
  void leavesOutWhatHasLeft() {
    assertThat(timetable.next("Market", LocalTime.of(7, 6), 5)).hasSize(1);
  }

  @Test
  void showsNoMoreThanAskedFor() {
    assertThat(timetable.next("Market", LocalTime.of(7, 0), 1)).hasSize(1);
  }

  @Test
  void knowsTheBay() {
    assertThat(timetable.next("Station", LocalTime.of(7, 0), 1))
        .extracting(Departure::bay)
        .containsExactly("C");
  }
}
