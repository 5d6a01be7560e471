package dev.hephaestus.examples.parcels;

/** What it costs to send so many grams to a region. */
record Quote(int grams, String region, int cents) {}
