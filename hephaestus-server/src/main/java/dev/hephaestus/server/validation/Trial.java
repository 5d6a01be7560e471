package dev.hephaestus.server.validation;

import java.util.Objects;

/**
 * How a test ended in a state of the code that it was not found in.
 *
 * @param result how
 * @param detail one short phrase for people; empty when it passed
 */
public record Trial(Result result, String detail) {

  /** How a test ended. */
  public enum Result {
    PASSES,
    /** With the logged exception at the logged place. */
    FAILS_AS_LOGGED,
    FAILS_OTHERWISE,
    DID_NOT_RUN
  }

  public Trial {
    Objects.requireNonNull(result, "result");
    Objects.requireNonNull(detail, "detail");
  }
}
