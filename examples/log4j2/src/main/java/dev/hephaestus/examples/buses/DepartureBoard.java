package dev.hephaestus.examples.buses;

import java.time.LocalTime;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Shows the next buses from the market. */
public final class DepartureBoard {

  private static final Logger LOG = LogManager.getLogger(DepartureBoard.class);
  private static final long PAUSE_MS = 500;

  /** As the three operators send them; the last has no bays. */
  private static final List<String> ROWS =
      List.of(
          "12;Market;07:05;A",
          "12;Market;07:25;A",
          "3;Station;07:10;C",
          "48;Market;07:15",
          "3;Market;07:30;B");

  private DepartureBoard() {}

  /** Runs and ends. */
  public static void main(String[] args) throws InterruptedException {
    Timetable timetable = new Timetable();
    for (String row : ROWS) {
      try {
        timetable.add(row);
      } catch (RuntimeException e) {
        LOG.error("Left out the departure {}", row, e);
      }
    }
    for (Departure departure : timetable.next("Market", LocalTime.of(7, 0), 4)) {
      LOG.info("{} line {} from bay {}", departure.time(), departure.line(), departure.bay());
      Thread.sleep(PAUSE_MS);
    }
  }
}
