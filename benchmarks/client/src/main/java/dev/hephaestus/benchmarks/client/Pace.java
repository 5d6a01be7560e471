package dev.hephaestus.benchmarks.client;

/** A fixed piece of work that tells by its time how fast the machine is just now. */
final class Pace {
  private static final int STEPS = 100_000;

  private Pace() {}

  /** Four independent sums: they feel whoever shares the processor core. */
  static long work(long seed) {
    long first = seed;
    long second = seed + 1;
    long third = seed + 2;
    long fourth = seed + 3;
    for (int i = 0; i < STEPS; i++) {
      first = first * 31 + i;
      second = (second ^ (second << 1)) + i;
      third = third * 17 + i;
      fourth = (fourth ^ (fourth >>> 1)) + i;
    }
    return first ^ second ^ third ^ fourth;
  }
}
