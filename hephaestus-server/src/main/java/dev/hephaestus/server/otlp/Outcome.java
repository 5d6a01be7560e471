package dev.hephaestus.server.otlp;

import java.time.Duration;

/** What became of a request. */
sealed interface Outcome {

  /**
   * What was taken is on disk.
   *
   * @param refused how many records were not taken, for good
   * @param reason why; empty when all were taken
   */
  record Stored(long refused, String reason) implements Outcome {}

  /** Nothing of it will ever be taken. */
  record Refused(String reason) implements Outcome {}

  /** It is too large ever to be taken. */
  record TooLarge(String reason) implements Outcome {}

  /** It was not taken, or not all of it is on disk: it is to be sent again, after a while. */
  record Again(String reason, Duration after) implements Outcome {}
}
