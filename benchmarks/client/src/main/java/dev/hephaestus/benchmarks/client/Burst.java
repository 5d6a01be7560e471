package dev.hephaestus.benchmarks.client;

/**
 * What was measured at one burst of records.
 *
 * @param pace what a fixed piece of work took just before, in nanoseconds: how fast the machine was
 * @param nanos of a logging thread, a record: its processor time; on virtual threads, which have
 *     none, what passed from the first statement to the last
 * @param bytes allocated by a logging thread, a record; NaN on virtual threads
 */
record Burst(double pace, double nanos, double bytes) {}
