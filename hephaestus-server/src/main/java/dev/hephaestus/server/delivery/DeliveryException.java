package dev.hephaestus.server.delivery;

import dev.hephaestus.server.HephaestusException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A solution that could not be delivered. */
public final class DeliveryException extends HephaestusException {
  private static final long serialVersionUID = 1L;

  private final boolean retryable;
  private final @Nullable Duration wait;

  public DeliveryException(String message, boolean retryable, Throwable cause) {
    super(message, cause);
    this.retryable = retryable;
    this.wait = null;
  }

  public DeliveryException(String message, boolean retryable) {
    super(message);
    this.retryable = retryable;
    this.wait = null;
  }

  private DeliveryException(String message, Duration wait) {
    super(message);
    this.retryable = true;
    this.wait = wait;
  }

  /** One that cannot be delivered before some time has passed. */
  public static DeliveryException notBefore(Duration wait, String message) {
    return new DeliveryException(message, wait);
  }

  /** Whether trying again later can help. */
  public boolean isRetryable() {
    return retryable;
  }

  /** How long to wait before trying again, where that is known. */
  public Optional<Duration> waitFor() {
    return Optional.ofNullable(wait);
  }
}
