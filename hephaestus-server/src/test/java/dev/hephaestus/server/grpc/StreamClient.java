package dev.hephaestus.server.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.proto.v1.StreamLogsRequest;
import dev.hephaestus.proto.v1.StreamLogsResponse;
import dev.hephaestus.proto.v1.StreamLogsResponse.MessageCase;
import dev.hephaestus.proto.v1.Welcome;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The client's end of a stream: sends what it is told and keeps what it gets. */
final class StreamClient implements StreamObserver<StreamLogsResponse> {
  private static final long PATIENCE_SECONDS = 10;

  private final BlockingQueue<StreamLogsResponse> received = new LinkedBlockingQueue<>();
  private final CompletableFuture<Status> end = new CompletableFuture<>();
  private volatile @Nullable Metadata trailers;
  private @Nullable StreamObserver<StreamLogsRequest> toServer;

  void toServer(StreamObserver<StreamLogsRequest> observer) {
    toServer = observer;
  }

  StreamClient send(StreamLogsRequest request) {
    server().onNext(request);
    return this;
  }

  void halfClose() {
    server().onCompleted();
  }

  void cancel() {
    server().onError(Status.CANCELLED.asRuntimeException());
  }

  Welcome welcome() {
    return next(MessageCase.WELCOME).getWelcome();
  }

  /** The next message, which is of this kind. */
  StreamLogsResponse next(MessageCase kind) {
    StreamLogsResponse message = next();
    assertThat(message.getMessageCase()).as(message.toString()).isEqualTo(kind);
    return message;
  }

  /** The next message of this kind; others before it are passed over. */
  StreamLogsResponse skipTo(MessageCase kind) {
    StreamLogsResponse message = next();
    while (message.getMessageCase() != kind) {
      message = next();
    }
    return message;
  }

  /** Reads acknowledgements up to this sequence; returns the credit that came with them. */
  long acknowledged(long sequence) {
    long credit = 0;
    long acknowledged = 0;
    while (acknowledged < sequence) {
      acknowledged = skipTo(MessageCase.ACK).getAck().getSequence();
      credit += next(MessageCase.CREDIT).getCredit().getBytes();
    }
    assertThat(acknowledged).isEqualTo(sequence);
    return credit;
  }

  boolean hasNothing() {
    return received.isEmpty();
  }

  boolean isOpen() {
    return !end.isDone();
  }

  /** How the server ended the stream. */
  Status end() {
    try {
      return end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (Exception late) {
      throw new AssertionError("the stream did not end", late);
    }
  }

  @Override
  public void onNext(StreamLogsResponse message) {
    received.add(message);
  }

  /** What the server's end of the stream has under a name. */
  @Nullable String trailer(String name) {
    Metadata found = trailers;
    return found == null
        ? null
        : found.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER));
  }

  @Override
  public void onError(Throwable thrown) {
    trailers = Status.trailersFromThrowable(thrown);
    end.complete(
        thrown instanceof StatusRuntimeException status
            ? status.getStatus()
            : Status.fromThrowable(thrown));
  }

  @Override
  public void onCompleted() {
    end.complete(Status.OK);
  }

  private StreamLogsResponse next() {
    try {
      StreamLogsResponse message = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("nothing came; the stream's end: " + end.getNow(null));
      }
      return message;
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  private StreamObserver<StreamLogsRequest> server() {
    StreamObserver<StreamLogsRequest> observer = toServer;
    if (observer == null) {
      throw new IllegalStateException("not connected");
    }
    return observer;
  }
}
