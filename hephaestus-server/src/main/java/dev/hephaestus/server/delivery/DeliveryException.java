package dev.hephaestus.server.delivery;

import dev.hephaestus.server.HephaestusException;

/** A solution that could not be delivered. */
public final class DeliveryException extends HephaestusException {
  private static final long serialVersionUID = 1L;

  private final boolean retryable;

  public DeliveryException(String message, boolean retryable, Throwable cause) {
    super(message, cause);
    this.retryable = retryable;
  }

  public DeliveryException(String message, boolean retryable) {
    super(message);
    this.retryable = retryable;
  }

  /** Whether trying again later can help. */
  public boolean isRetryable() {
    return retryable;
  }
}
