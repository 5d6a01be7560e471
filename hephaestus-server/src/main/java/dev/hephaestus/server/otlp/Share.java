package dev.hephaestus.server.otlp;

import dev.hephaestus.server.ingest.Intake;

/**
 * What one request holds of the intake: more as more is known of it, all given back by closing it.
 *
 * <p><i>Threads:</i> for one at a time.
 */
final class Share implements AutoCloseable {
  private final Intake intake;
  private long held;

  Share(Intake intake) {
    this.intake = intake;
  }

  /** Holds so much in all; returns false, with what it had, when there is no room for it. */
  boolean growTo(long bytes) {
    if (bytes <= held) {
      return true;
    }
    if (!intake.take(bytes - held)) {
      return false;
    }
    held = bytes;
    return true;
  }

  @Override
  public void close() {
    long all = held;
    held = 0;
    intake.giveBack(all);
  }
}
