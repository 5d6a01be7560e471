package dev.hephaestus.server.grpc;

import dev.hephaestus.proto.v1.Batch;
import dev.hephaestus.proto.v1.ClientReport;
import dev.hephaestus.proto.v1.Hello;
import dev.hephaestus.proto.v1.StreamLogsRequest;
import dev.hephaestus.proto.v1.StreamLogsResponse;
import dev.hephaestus.server.ingest.ClientBalance;
import dev.hephaestus.server.ingest.Intake;
import dev.hephaestus.server.ingest.LogSession;
import dev.hephaestus.server.ingest.SessionKey;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One stream of a client: judges what comes in, in order, and hands it to its {@link StoringQueue}.
 *
 * <p>Hello, then batches, then Goodbye or the end. A fault ends the stream after the batches before
 * it are stored and acknowledged.
 *
 * <p><i>Threads:</i> gRPC calls it one at a time; {@link #end} and {@link #send} may be called by
 * any.
 */
final class LogStream implements StreamObserver<StreamLogsRequest> {
  private final Opening opening;
  private final ClientLink link;
  private final StoringQueue queue;
  private final Intake intake;
  private final MessageSize size;
  private final Runnable ask;
  private volatile @Nullable LogSession session;
  private boolean over;

  /** Lets a client in, or refuses by a status. */
  interface Opening {

    /** The session of the client that said Hello; it was welcomed through the stream's link. */
    LogSession open(Hello hello, LogStream stream, ClientLink link);

    /** A good batch of the session came. */
    void heard(LogSession session);

    /** The client said what became of its records. */
    void reported(LogSession session, ClientBalance balance);

    /** The stream is over, whatever the reason. */
    void closed(LogStream stream);
  }

  /**
   * @param size of the message that is being given
   * @param ask asks the client's end for one more message
   */
  LogStream(
      Opening opening,
      ClientLink link,
      StoringQueue queue,
      Intake intake,
      MessageSize size,
      Runnable ask) {
    this.opening = Objects.requireNonNull(opening, "opening");
    this.link = Objects.requireNonNull(link, "link");
    this.queue = Objects.requireNonNull(queue, "queue");
    this.intake = Objects.requireNonNull(intake, "intake");
    this.size = Objects.requireNonNull(size, "size");
    this.ask = Objects.requireNonNull(ask, "ask");
  }

  @Override
  public void onNext(StreamLogsRequest request) {
    if (over) {
      return;
    }
    try {
      take(request);
      intake.whenThereIsRoom(ask);
    } catch (StatusRuntimeException refused) {
      over = true;
      end(refused);
    }
  }

  private void take(StreamLogsRequest request) {
    switch (request.getMessageCase()) {
      case HELLO -> hello(request.getHello());
      case BATCH -> batch(request.getBatch());
      case REPORT -> report(request.getReport());
      case GOODBYE -> {
        RequestValidation.check(request.getGoodbye());
        over = true;
        queue.end(null);
      }
      case MESSAGE_NOT_SET ->
          throw invalid(
              "a message that is neither Hello, Batch, report nor Goodbye; send one of them");
    }
  }

  private void hello(Hello hello) {
    if (session != null) {
      throw invalid("Hello came twice; open another stream for another session");
    }
    RequestValidation.check(hello);
    session = opening.open(hello, this, link);
  }

  private void batch(Batch batch) {
    LogSession open = session;
    if (open == null) {
      throw invalid("a batch came before Hello; send Hello first");
    }
    int bytes = size.of(batch);
    if (bytes > Limits.BATCH_BYTES) {
      throw Status.RESOURCE_EXHAUSTED
          .withDescription(
              "a batch has "
                  + bytes
                  + " bytes, at most "
                  + Limits.BATCH_BYTES
                  + " are allowed; send smaller batches")
          .asRuntimeException();
    }
    Long left = link.overspent(bytes);
    if (left != null) {
      throw Status.RESOURCE_EXHAUSTED
          .withDescription(
              "a batch of "
                  + bytes
                  + " bytes overspends the credit of "
                  + left
                  + "; wait for Credit before sending it")
          .asRuntimeException();
    }
    Batch whole = WholeRecords.of(batch);
    RequestValidation.check(whole);
    opening.heard(open);
    if (!intake.take(bytes)) {
      throw ComeBack.crowded();
    }
    queue.add(open, RecordMapper.batch(open.key(), whole), bytes, RecordMapper.losses(whole));
  }

  private void report(ClientReport report) {
    LogSession open = session;
    if (open == null) {
      throw invalid("a report came before Hello; send Hello first");
    }
    RequestValidation.check(report);
    opening.reported(open, RecordMapper.balance(report));
  }

  /** Who it is; null before Hello. */
  @Nullable SessionKey key() {
    LogSession open = session;
    return open == null ? null : open.key();
  }

  /** Sends to the client; returns false when it is gone. */
  boolean send(StreamLogsResponse message) {
    return link.send(message);
  }

  /** Ends the stream with a status, once what was taken before is stored and acknowledged. */
  void end(StatusRuntimeException status) {
    queue.end(status);
  }

  @Override
  public void onError(Throwable gone) {
    abandoned();
  }

  @Override
  public void onCompleted() {
    if (!over) {
      over = true;
      queue.end(null);
    }
  }

  /** The connection is gone; what was taken is still stored, and found there at the next Hello. */
  void abandoned() {
    link.abandon();
    opening.closed(this);
  }

  private static StatusRuntimeException invalid(String what) {
    return Status.INVALID_ARGUMENT.withDescription(what).asRuntimeException();
  }
}
