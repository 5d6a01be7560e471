package dev.hephaestus.server.cli;

import dev.hephaestus.server.HephaestusException;

/** Something that was said on the command line and does not fit; the message says what would. */
public final class UsageException extends HephaestusException {
  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }

  public UsageException(String message, Throwable cause) {
    super(message, cause);
  }
}
