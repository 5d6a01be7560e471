package dev.hephaestus.server.ai;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A response's body while it arrives. The connection hands over one piece at a time and the next
 * only when the one before was taken, so that a sender cannot fill the memory.
 *
 * <p><i>Threads:</i> the connection's threads put, one reader takes.
 */
final class ArrivingBody implements HttpResponse.BodySubscriber<ArrivingBody>, AutoCloseable {

  /** What may arrive: bytes, the end (no bytes, no fault) or a fault. */
  private record Piece(@Nullable ByteBuffer bytes, @Nullable Throwable fault) {}

  private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
  private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

  @Override
  public CompletionStage<ArrivingBody> getBody() {
    return CompletableFuture.completedFuture(this);
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription.complete(given);
    given.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    byte[] bytes = new byte[buffers.stream().mapToInt(ByteBuffer::remaining).sum()];
    int at = 0;
    for (ByteBuffer buffer : buffers) {
      int length = buffer.remaining();
      buffer.get(bytes, at, length);
      at += length;
    }
    pieces.add(new Piece(ByteBuffer.wrap(bytes), null));
  }

  @Override
  public void onError(Throwable fault) {
    pieces.add(new Piece(null, fault));
  }

  @Override
  public void onComplete() {
    pieces.add(new Piece(null, null));
  }

  /**
   * The next bytes, or nothing at the end.
   *
   * @throws TimeoutException when nothing came within so many nanoseconds
   * @throws IOException when the connection broke
   */
  byte @Nullable [] take(long nanos) throws InterruptedException, IOException, TimeoutException {
    Piece piece = pieces.poll(nanos, TimeUnit.NANOSECONDS);
    if (piece == null) {
      throw new TimeoutException();
    }
    if (piece.fault() != null) {
      throw new IOException(String.valueOf(piece.fault().getMessage()), piece.fault());
    }
    if (piece.bytes() == null) {
      return null;
    }
    var unused = subscription.thenAccept(connection -> connection.request(1));
    return piece.bytes().array();
  }

  /** Breaks the connection off if anything is still to come. */
  @Override
  public void close() {
    var unused = subscription.thenAccept(Flow.Subscription::cancel);
  }
}
