package dev.hephaestus.server.grpc;

import java.time.Duration;
import java.util.Objects;

/**
 * How the gRPC server listens.
 *
 * @param host the address to listen on; {@code 0.0.0.0} for all
 * @param port the port, 0 for a free one
 * @param creditBytes bytes of batches that a client may have under way, at least one batch's limit
 * @param drainGrace how long clients may take to finish when the server stops
 * @param comeBackAfter when clients are asked to come back after the server stopped
 * @param recheckEvery how often the credentials of open streams are asked for again
 */
public record GrpcServerOptions(
    String host,
    int port,
    long creditBytes,
    Duration drainGrace,
    Duration comeBackAfter,
    Duration recheckEvery) {
  private static final Duration RECHECK_EVERY = Duration.ofSeconds(5);

  public GrpcServerOptions {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(drainGrace, "drainGrace");
    Objects.requireNonNull(comeBackAfter, "comeBackAfter");
    Objects.requireNonNull(recheckEvery, "recheckEvery");
    if (!recheckEvery.isPositive()) {
      throw new IllegalArgumentException("recheckEvery is not positive: " + recheckEvery);
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port is not within 0..65535: " + port);
    }
    if (creditBytes < Limits.BATCH_BYTES) {
      throw new IllegalArgumentException(
          "creditBytes is below the limit of one batch, " + Limits.BATCH_BYTES);
    }
  }

  /** Credentials of open streams are asked for every five seconds. */
  public GrpcServerOptions(
      String host, int port, long creditBytes, Duration drainGrace, Duration comeBackAfter) {
    this(host, port, creditBytes, drainGrace, comeBackAfter, RECHECK_EVERY);
  }

  /** All addresses, 4 MiB of credit, two seconds to finish, back after one. */
  public static GrpcServerOptions onPort(int port) {
    return new GrpcServerOptions(
        "0.0.0.0", port, Limits.BATCH_BYTES, Duration.ofSeconds(2), Duration.ofSeconds(1));
  }
}
