package dev.hephaestus.examples.buses;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The departures of a day, from rows {@code line;stop;time;bay}. */
final class Timetable {

  private final List<Departure> departures = new ArrayList<>();

  void add(String row) {
    String[] columns = row.split(";", -1);
    LocalTime time = LocalTime.parse(columns[2]);
    departures.add(new Departure(columns[0], columns[1], time, columns[3]));
  }

  List<Departure> next(String stop, LocalTime now, int count) {
    return departures.stream()
        .filter(departure -> departure.stop().equals(stop))
        .filter(departure -> !departure.time().isBefore(now))
        .sorted(Comparator.comparing(Departure::time))
        .limit(count)
        .toList();
  }
}
