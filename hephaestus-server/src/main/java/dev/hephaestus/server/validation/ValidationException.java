package dev.hephaestus.server.validation;

import dev.hephaestus.server.HephaestusException;

/** A work tree that cannot be prepared, or a sandbox that does not work. */
public final class ValidationException extends HephaestusException {
  private static final long serialVersionUID = 1L;

  public ValidationException(String message) {
    super(message);
  }

  public ValidationException(String message, Throwable cause) {
    super(message, cause);
  }
}
