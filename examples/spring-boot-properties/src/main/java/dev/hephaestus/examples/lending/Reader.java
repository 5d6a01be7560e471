package dev.hephaestus.examples.lending;

import java.time.LocalDate;
import java.util.List;

/** Who has borrowed books, and when these are due. */
record Reader(String name, List<LocalDate> dueDays) {}
