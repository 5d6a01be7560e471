package dev.hephaestus.benchmarks.client;

import java.util.stream.DoubleStream;

/** What is in the middle. */
final class Medians {
  private Medians() {}

  /** Of an even number the lower of the two. */
  static double of(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    return sorted[(sorted.length - 1) / 2];
  }
}
