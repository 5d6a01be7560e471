package dev.hephaestus.examples.meters;

import java.time.LocalDate;

/** What a meter showed on a day, in kilowatt-hours since the reading before. */
record Reading(String meter, LocalDate day, int kilowattHours) {}
