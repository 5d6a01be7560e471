package dev.hephaestus.server.ai;

import dev.hephaestus.server.HephaestusException;

/** A model that gave no reply. The message never holds a key. */
public final class ModelException extends HephaestusException {
  private static final long serialVersionUID = 1L;

  private final boolean retryable;

  public ModelException(String message, boolean retryable, Throwable cause) {
    super(message, cause);
    this.retryable = retryable;
  }

  public ModelException(String message, boolean retryable) {
    super(message);
    this.retryable = retryable;
  }

  /** Whether trying again later can help. */
  public boolean isRetryable() {
    return retryable;
  }
}
