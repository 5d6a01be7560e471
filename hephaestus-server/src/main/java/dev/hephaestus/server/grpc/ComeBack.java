package dev.hephaestus.server.grpc;

import com.google.protobuf.Any;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import dev.hephaestus.server.ingest.StorageException;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoUtils;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Statuses that ask a client to come back later and send again what was not acknowledged.
 *
 * <p><i>Source:</i> google.rpc.RetryInfo and ErrorInfo; the pushback of gRPC's retry design (A6).
 */
final class ComeBack {
  private static final String DOMAIN = "hephaestus.dev";
  private static final Duration STORAGE = Duration.ofSeconds(5);
  private static final Duration CROWD = Duration.ofSeconds(1);
  private static final Metadata.Key<String> PUSHBACK =
      Metadata.Key.of("grpc-retry-pushback-ms", Metadata.ASCII_STRING_MARSHALLER);
  private static final Metadata.Key<com.google.rpc.Status> DETAILS =
      Metadata.Key.of(
          "grpc-status-details-bin",
          ProtoUtils.metadataMarshaller(com.google.rpc.Status.getDefaultInstance()));

  private ComeBack() {}

  /** The disk does not take the records. */
  static StatusRuntimeException notStored(StorageException.Reason reason, String reference) {
    String what =
        switch (reason) {
          case DISK_FULL -> "the server's disk is full";
          case READ_ONLY -> "the server's disk is read-only";
          case IO_ERROR -> "the server's disk fails";
          case DAMAGED -> "the server's database is damaged";
          case OTHER -> "the server cannot store records now";
        };
    return later(
        reason.name(),
        what
            + ", nothing more was acknowledged; send the records again; the server's log has the"
            + " details under reference "
            + reference,
        STORAGE);
  }

  /** All clients together sent more than the server can hold. */
  static StatusRuntimeException crowded() {
    return later("OVERLOADED", "the server holds as much as it can; send the records again", CROWD);
  }

  /** The credential was used beyond its limit, which is over by then. */
  static StatusRuntimeException beyondLimit(String what, Duration wait) {
    long ms = Math.clamp(wait.toMillis(), 1, Integer.MAX_VALUE);
    return later(
        Status.RESOURCE_EXHAUSTED.withDescription(what + "; come again in " + ms + " ms"),
        "RATE_LIMITED",
        what,
        ms);
  }

  /** Clients that were sent away together come back apart. */
  private static StatusRuntimeException later(String reason, String what, Duration delay) {
    long ms = delay.toMillis() + ThreadLocalRandom.current().nextLong(delay.toMillis());
    return later(Status.UNAVAILABLE.withDescription(reason + ": " + what), reason, what, ms);
  }

  private static StatusRuntimeException later(Status status, String reason, String what, long ms) {
    Metadata trailers = new Metadata();
    trailers.put(PUSHBACK, Long.toString(ms));
    trailers.put(
        DETAILS,
        com.google.rpc.Status.newBuilder()
            .setCode(status.getCode().value())
            .setMessage(what)
            .addDetails(
                Any.pack(ErrorInfo.newBuilder().setReason(reason).setDomain(DOMAIN).build()))
            .addDetails(
                Any.pack(
                    RetryInfo.newBuilder()
                        .setRetryDelay(NodeMapper.duration(Duration.ofMillis(ms)))
                        .build()))
            .build());
    return status.asRuntimeException(trailers);
  }
}
