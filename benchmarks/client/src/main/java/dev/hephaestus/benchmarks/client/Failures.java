package dev.hephaestus.benchmarks.client;

/** Exceptions as applications have them. */
final class Failures {
  private Failures() {}

  /** An exception of so many frames, about, wrapped where it left half of them. */
  static Throwable wrapped(int frames) {
    try {
      outer(frames / 2, frames / 2);
      throw new AssertionError("unreachable");
    } catch (IllegalStateException thrown) {
      return thrown;
    }
  }

  private static void outer(int depth, int inner) {
    if (depth > 0) {
      outer(depth - 1, inner);
      return;
    }
    try {
      inner(inner);
    } catch (IllegalArgumentException cause) {
      throw new IllegalStateException("could not price order A-4711", cause);
    }
  }

  private static void inner(int depth) {
    if (depth > 0) {
      inner(depth - 1);
      return;
    }
    throw new IllegalArgumentException("no price for article 0815 in EUR");
  }
}
