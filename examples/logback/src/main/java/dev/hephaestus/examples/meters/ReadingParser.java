package dev.hephaestus.examples.meters;

import java.time.LocalDate;

/** Reads the lines that the meters' collector exports: {@code meter,day,kilowatt-hours}. */
final class ReadingParser {

  Reading parse(String line) {
    String[] fields = line.split(",", -1);
    String meter = fields[0].trim();
    LocalDate day = LocalDate.parse(fields[1].trim());
    int kilowattHours = Integer.parseInt(fields[2].trim());
    return new Reading(meter, day, kilowattHours);
  }
}
