package dev.hephaestus.server.ai;

import dev.hephaestus.server.ai.ModelException.Kind;
import java.time.Duration;

/** Holds the timeouts of one call. */
final class Stopwatch {
  private final Timeouts timeouts;
  private final long begun = System.nanoTime();
  private long heard = begun;
  private boolean hasBegun;

  Stopwatch(Timeouts timeouts) {
    this.timeouts = timeouts;
  }

  /** A piece of the reply has come. */
  void heard() {
    hasBegun = true;
    heard = System.nanoTime();
  }

  /** How long the next piece may take; not above zero when the time is over. */
  long nanosLeft() {
    long now = System.nanoTime();
    Duration silence = hasBegun ? timeouts.inactivity() : timeouts.firstToken();
    return Math.min(timeouts.total().toNanos() - (now - begun), silence.toNanos() - (now - heard));
  }

  /** Which time was over. */
  ModelException late(String model) {
    if (System.nanoTime() - begun >= timeouts.total().toNanos()) {
      return new ModelException(
          Kind.TIMED_OUT,
          "model " + model + " gave no whole reply within " + timeouts.total().toMillis() + " ms");
    }
    return new ModelException(
        Kind.STALLED,
        hasBegun
            ? "model " + model + " fell silent for " + timeouts.inactivity().toMillis() + " ms"
            : "model "
                + model
                + " gave no first token within "
                + timeouts.firstToken().toMillis()
                + " ms");
  }
}
