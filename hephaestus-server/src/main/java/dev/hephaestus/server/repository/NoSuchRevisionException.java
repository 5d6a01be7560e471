package dev.hephaestus.server.repository;

/** The repository can be read, and has no commit of that name. */
final class NoSuchRevisionException extends RepositoryException {
  private static final long serialVersionUID = 1L;

  NoSuchRevisionException(String message) {
    super(message);
  }

  NoSuchRevisionException(String message, Throwable cause) {
    super(message, cause);
  }
}
