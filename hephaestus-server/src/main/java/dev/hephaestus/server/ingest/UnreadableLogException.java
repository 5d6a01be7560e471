package dev.hephaestus.server.ingest;

import dev.hephaestus.server.HephaestusException;

/** A text in which no log record and no stack trace was found. */
public final class UnreadableLogException extends HephaestusException {
  private static final long serialVersionUID = 1L;

  public UnreadableLogException(String message) {
    super(message);
  }

  public UnreadableLogException(String message, Throwable cause) {
    super(message, cause);
  }
}
