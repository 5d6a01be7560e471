package dev.hephaestus.benchmarks.faults;

import dev.hephaestus.proto.v1.StreamLogsResponse;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a server says on one stream.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
abstract class StreamAnswers implements StreamObserver<StreamLogsResponse> {
  private final CountDownLatch welcome = new CountDownLatch(1);
  private long acknowledged;
  private long credit;
  private boolean welcomed;
  private boolean draining;
  private @Nullable Status end;

  /** Told of the last durable sequence, before anyone sees it. */
  abstract void welcomed(long durable);

  boolean awaitWelcome(long ms) throws InterruptedException {
    return welcome.await(ms, TimeUnit.MILLISECONDS) && isWelcomed();
  }

  private synchronized boolean isWelcomed() {
    return welcomed;
  }

  synchronized boolean isOpen() {
    return end == null && !draining;
  }

  synchronized @Nullable Status end() {
    return end;
  }

  synchronized long acknowledged() {
    return acknowledged;
  }

  /** Takes from the credit, when it is enough. */
  synchronized boolean spend(long bytes) {
    if (bytes > credit) {
      return false;
    }
    credit -= bytes;
    return true;
  }

  @Override
  public synchronized void onNext(StreamLogsResponse response) {
    switch (response.getMessageCase()) {
      case WELCOME -> {
        acknowledged = response.getWelcome().getLastDurableSequence();
        // What is sent again on purpose is not counted by the issuer: it keeps some back for it.
        credit = response.getWelcome().getCreditBytes() / 2;
        welcomed = true;
        welcomed(acknowledged);
        welcome.countDown();
      }
      case ACK -> acknowledged = Math.max(acknowledged, response.getAck().getSequence());
      case CREDIT -> credit = Math.min(credit + response.getCredit().getBytes(), 2 << 20);
      case DRAIN -> draining = true;
      default -> {}
    }
  }

  @Override
  public synchronized void onError(Throwable thrown) {
    end = Status.fromThrowable(thrown);
    welcome.countDown();
  }

  @Override
  public synchronized void onCompleted() {
    end = Status.OK;
    welcome.countDown();
  }
}
