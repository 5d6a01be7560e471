package dev.hephaestus.client;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.grpc.Metadata;
import io.grpc.Status;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Why a call ended, and when the server wants to be asked again.
 *
 * <p><em>Source:</em> gRFC A6 for {@code grpc-retry-pushback-ms}; google.rpc.RetryInfo inside
 * {@code grpc-status-details-bin}, read by hand to spare the application its classes.
 */
final class Failure {
  /** Trying again soon does not help against these. */
  private static final Set<Status.Code> REFUSALS =
      Set.of(
          Status.Code.INVALID_ARGUMENT,
          Status.Code.UNAUTHENTICATED,
          Status.Code.PERMISSION_DENIED,
          Status.Code.UNIMPLEMENTED);

  private static final Metadata.Key<String> PUSHBACK =
      Metadata.Key.of("grpc-retry-pushback-ms", Metadata.ASCII_STRING_MARSHALLER);
  private static final Metadata.Key<byte[]> DETAILS =
      Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER);

  private static final long MAX_PUSHBACK_NANOS = TimeUnit.MINUTES.toNanos(10);

  final Status status;

  /** How long the server asks to be left alone; 0 when it does not say. */
  final long pushbackNanos;

  private Failure(Status status, long pushbackNanos) {
    this.status = status;
    this.pushbackNanos = Math.min(pushbackNanos, MAX_PUSHBACK_NANOS);
  }

  static Failure of(Status status) {
    return new Failure(status, 0);
  }

  static Failure of(Throwable thrown) {
    Metadata trailers = Status.trailersFromThrowable(thrown);
    return new Failure(
        Status.fromThrowable(thrown), trailers == null ? 0 : pushbackNanos(trailers));
  }

  boolean is(Status.Code code) {
    return status.getCode() == code;
  }

  boolean isRefusal() {
    return REFUSALS.contains(status.getCode());
  }

  private static long pushbackNanos(Metadata trailers) {
    String millis = trailers.get(PUSHBACK);
    if (millis != null && millis.matches("\\d{1,9}")) {
      return TimeUnit.MILLISECONDS.toNanos(Long.parseLong(millis));
    }
    if (millis != null) {
      return MAX_PUSHBACK_NANOS; // Negative or malformed: do not come back.
    }
    byte[] details = trailers.get(DETAILS);
    try {
      return details == null ? 0 : retryDelayNanos(details);
    } catch (IOException malformed) {
      return 0;
    }
  }

  /** google.rpc.Status: 3 = details, each a google.protobuf.Any. */
  private static long retryDelayNanos(byte[] status) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(status);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) == 3) {
        byte[] retryInfo = retryInfo(in.readByteArray());
        if (retryInfo != null) {
          return delayNanos(retryInfo);
        }
      } else {
        in.skipField(tag);
      }
    }
    return 0;
  }

  /** google.protobuf.Any: 1 = type, 2 = value. */
  private static byte @Nullable [] retryInfo(byte[] any) throws IOException {
    String type = "";
    byte[] value = {};
    CodedInputStream in = CodedInputStream.newInstance(any);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) == 1) {
        type = in.readString();
      } else if (WireFormat.getTagFieldNumber(tag) == 2) {
        value = in.readByteArray();
      } else {
        in.skipField(tag);
      }
    }
    return type.endsWith("/google.rpc.RetryInfo") ? value : null;
  }

  /** google.rpc.RetryInfo: 1 = google.protobuf.Duration. */
  private static long delayNanos(byte[] retryInfo) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(retryInfo);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) == 1) {
        return nanos(com.google.protobuf.Duration.parseFrom(in.readByteArray()));
      }
      in.skipField(tag);
    }
    return 0;
  }

  /** A delay as the server gave it, within bounds. */
  static long nanos(com.google.protobuf.Duration delay) {
    long seconds = Math.max(0, Math.min(delay.getSeconds(), 24 * 3600L));
    long nanos = TimeUnit.SECONDS.toNanos(seconds) + Math.max(0, delay.getNanos());
    return Math.min(nanos, MAX_PUSHBACK_NANOS);
  }
}
