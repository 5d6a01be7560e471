package dev.hephaestus.server.validation.sandbox;

import java.time.Duration;
import java.util.Objects;

/**
 * How a command in a sandbox ended.
 *
 * @param ending why it ended
 * @param exitCode its exit code where it ended by itself, else -1
 * @param output what it wrote to both streams; where it wrote too much, head and tail of it
 * @param elapsed how long it ran
 */
public record Outcome(Ending ending, int exitCode, String output, Duration elapsed) {

  /** Why a command ended. */
  public enum Ending {
    EXITED,
    OUT_OF_TIME,
    OUT_OF_MEMORY,
    OUT_OF_DISK,
    KILLED,
    /** It was not started. */
    REFUSED;

    /** Whether it was a limit that ended it. */
    boolean isLimit() {
      return this == OUT_OF_TIME || this == OUT_OF_MEMORY || this == OUT_OF_DISK;
    }
  }

  public Outcome {
    Objects.requireNonNull(ending, "ending");
    Objects.requireNonNull(output, "output");
    Objects.requireNonNull(elapsed, "elapsed");
  }

  /** Whether it ended by itself and reports success. */
  public boolean succeeded() {
    return ending == Ending.EXITED && exitCode == 0;
  }

  /** One phrase for people: {@code was stopped after 20 s}. */
  public String describe() {
    return switch (ending) {
      case EXITED -> "ended with exit code " + exitCode;
      case OUT_OF_TIME -> "was stopped after " + elapsed.toSeconds() + " s";
      case OUT_OF_MEMORY -> "was stopped because it used too much memory";
      case OUT_OF_DISK -> "was stopped because it wrote too much";
      case KILLED -> "was cancelled";
      case REFUSED -> "was not run, because nothing confines it here";
    };
  }
}
