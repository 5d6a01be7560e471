package dev.hephaestus.scrubbing;

/** A rule or a name that the user gave cannot be used; the message names it and says why. */
public final class InvalidRuleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidRuleException(String message) {
    super(message);
  }
}
