package dev.hephaestus.server.cli.demo;

import dev.hephaestus.server.HephaestusException;

/** A demonstration that cannot go on; the message says what to do. */
final class DemoException extends HephaestusException {
  private static final long serialVersionUID = 1L;

  DemoException(String message) {
    super(message);
  }

  DemoException(String message, Throwable cause) {
    super(message, cause);
  }
}
