package dev.hephaestus.client;

import dev.hephaestus.proto.v1.Batch;
import dev.hephaestus.proto.v1.ClientReport;
import dev.hephaestus.proto.v1.Goodbye;
import dev.hephaestus.proto.v1.StreamLogsRequest;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import java.util.function.LongSupplier;

/**
 * The stream from Welcome on: batches go out as far as the credit goes, and must be acknowledged in
 * time. Confined to the sender.
 */
final class OpenStream {
  private static final long MAX_CREDIT = 1L << 50;

  private final ClientCallStreamObserver<StreamLogsRequest> requests;
  private final Window window;
  private final long grantedCredit;
  private final long acknowledgeNanos;
  private final LongSupplier nanoTime;
  private boolean oneByOne;
  private long credit;
  private long progressNanos;
  private boolean more;

  /**
   * @param credit bytes, unsigned as on the wire
   * @param acknowledgeNanos how long a batch may be under way
   * @param oneByOne whether each batch waits for the one before it, to find a bad one
   */
  OpenStream(
      ClientCallStreamObserver<StreamLogsRequest> requests,
      Window window,
      long credit,
      long acknowledgeNanos,
      boolean oneByOne,
      LongSupplier nanoTime) {
    this.requests = requests;
    this.window = window;
    this.grantedCredit = bounded(credit);
    this.credit = grantedCredit;
    this.acknowledgeNanos = acknowledgeNanos;
    this.oneByOne = oneByOne;
    this.nanoTime = nanoTime;
    this.progressNanos = nanoTime.getAsLong();
  }

  /**
   * Sends what can be sent within this time, one batch at least: what is logged meanwhile must
   * reach the spool.
   *
   * @throws RuntimeException when the stream is gone
   */
  void tick(long now, long sliceNanos) {
    if (nanosUntilDue(now) == 0) {
      throw Status.DEADLINE_EXCEEDED
          .withDescription("no acknowledgement from the server")
          .asRuntimeException();
    }
    do {
      Batch next = window.nextUnsent();
      while (next != null
          && next.getSerializedSize() > grantedCredit
          && window.shrinkNextUnsent()) { // It would never fit.
        next = window.nextUnsent();
      }
      more = next != null && send(next, now);
    } while (more && nanoTime.getAsLong() - now < sliceNanos);
  }

  private boolean send(Batch next, long now) {
    int bytes = next.getSerializedSize();
    boolean underWay = window.hasUnacknowledgedSent();
    if (bytes > credit || (oneByOne && underWay)) {
      return false;
    }
    requests.onNext(StreamLogsRequest.newBuilder().setBatch(next).build());
    credit -= bytes;
    window.markSent();
    if (!underWay) {
      progressNanos = now;
    }
    return true;
  }

  /** Whether another batch may be sent at once. */
  boolean hasMore() {
    return more;
  }

  /** How long until an acknowledgement is overdue. */
  long nanosUntilDue(long now) {
    return window.hasUnacknowledgedSent()
        ? Math.max(0, progressNanos + acknowledgeNanos - now)
        : Long.MAX_VALUE;
  }

  /** Unsigned on the wire, as all sizes. */
  void granted(long bytes) {
    credit = bounded(credit + bounded(bytes));
  }

  void progressed(long now) {
    progressNanos = now;
    oneByOne = false;
  }

  void report(ClientReport report) {
    requests.onNext(StreamLogsRequest.newBuilder().setReport(report).build());
  }

  void goodbye(String reason) {
    Goodbye goodbye = Goodbye.newBuilder().setReason(reason).build();
    requests.onNext(StreamLogsRequest.newBuilder().setGoodbye(goodbye).build());
    requests.onCompleted();
  }

  /** What looks negative is huge. */
  private static long bounded(long bytes) {
    return bytes < 0 ? MAX_CREDIT : Math.min(bytes, MAX_CREDIT);
  }
}
