package dev.hephaestus.examples.buses;

import java.time.LocalTime;

/** When a line leaves a stop, and from which of its bays. */
record Departure(String line, String stop, LocalTime time, String bay) {}
