package dev.hephaestus.server.repository;

import dev.hephaestus.server.HephaestusException;

/** A repository that cannot be reached or read, or a revision that it does not have. */
public sealed class RepositoryException extends HephaestusException
    permits NoSuchRevisionException {
  private static final long serialVersionUID = 1L;

  public RepositoryException(String message) {
    super(message);
  }

  public RepositoryException(String message, Throwable cause) {
    super(message, cause);
  }
}
