package dev.hephaestus.client;

import io.grpc.Status;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/** How long to wait after what, and how to say so. Confined to the sender. */
final class RetryPolicy {
  private static final long REFUSED_NANOS = TimeUnit.MINUTES.toNanos(5);

  /** All clients are told the same delay; a fifth of it spreads their return. */
  private static final double SPREAD = 0.2;

  private final Backoff backoff;
  private final DoubleSupplier random;

  RetryPolicy(ClientConfiguration configuration, DoubleSupplier random) {
    this.backoff = new Backoff(configuration.reconnectMin, configuration.reconnectMax, random);
    this.random = random;
  }

  void succeeded() {
    backoff.reset();
  }

  long nanosAfter(Failure failure, boolean refused) {
    if (failure.pushbackNanos > 0) {
      return nanosAfter(failure.pushbackNanos);
    }
    return refused
        ? (long) (REFUSED_NANOS * (0.5 + random.getAsDouble() / 2))
        : backoff.nextNanos();
  }

  /** After a delay that the server named. */
  long nanosAfter(long delayNanos) {
    return delayNanos + (long) (delayNanos * SPREAD * random.getAsDouble());
  }

  long nanosUntilNextEndpoint() {
    return backoff.nextNanos();
  }

  static String described(ClientConfiguration.Endpoint endpoint, Status status, boolean refused) {
    String reason = SafeText.oneLine(status.getDescription(), 300);
    String cause = status.getCause() == null ? "" : ": " + status.getCause().getMessage();
    return String.format(
        "The Hephaestus server at %s %s (%s %s%s); %s",
        endpoint,
        refused ? "refuses this client" : "is not available",
        status.getCode(),
        reason,
        SafeText.oneLine(cause, 200),
        refused
            ? "check the configuration, it is tried again in a few minutes"
            : "records are kept as far as there is room, it is tried again until it is back");
  }
}
