package dev.hephaestus.examples.coffee;

/** What a guest wants, and how many of it. */
record Order(String guest, String drink, int count) {}
