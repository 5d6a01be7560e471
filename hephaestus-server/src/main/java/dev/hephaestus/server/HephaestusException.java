package dev.hephaestus.server;

import java.util.Objects;

/**
 * The root of the server's own faults.
 *
 * <p><i>Errors:</i> the message says what failed, for which id, and what to do about it, in one
 * sentence that may be shown to a person.
 */
public class HephaestusException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public HephaestusException(String message) {
    super(message);
  }

  public HephaestusException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNullElse(super.getMessage(), "");
  }
}
