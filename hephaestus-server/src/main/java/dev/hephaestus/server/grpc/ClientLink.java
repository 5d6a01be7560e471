package dev.hephaestus.server.grpc;

import dev.hephaestus.proto.v1.Ack;
import dev.hephaestus.proto.v1.Credit;
import dev.hephaestus.proto.v1.StreamLogsResponse;
import dev.hephaestus.proto.v1.Welcome;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The way back to one client: Welcome first, then everything else in the order of sending.
 *
 * <p>Acknowledgements are cumulative. While the client does not read they are held back and become
 * one, and with them its credit: it cannot make the server keep more than the window.
 *
 * <p><i>Units:</i> credit in bytes of serialized batches.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
final class ClientLink {
  private final ServerCallStreamObserver<StreamLogsResponse> out;
  private final List<StreamLogsResponse> beforeWelcome = new ArrayList<>();
  private boolean welcomed;
  private boolean closed;
  private long credit;
  private long acknowledged;
  private long durable;
  private long owed;

  ClientLink(ServerCallStreamObserver<StreamLogsResponse> out, long window) {
    this.out = Objects.requireNonNull(out, "out");
    this.credit = window;
  }

  /** Sends the first message; what was to be sent before it follows. */
  synchronized void welcome(Welcome welcome) {
    acknowledged = welcome.getLastDurableSequence();
    durable = acknowledged;
    welcomed = true;
    put(StreamLogsResponse.newBuilder().setWelcome(welcome).build());
    beforeWelcome.forEach(this::put);
    beforeWelcome.clear();
  }

  /** Sends a message, after Welcome; returns false when the client is gone. */
  synchronized boolean send(StreamLogsResponse message) {
    if (closed) {
      return false;
    }
    if (welcomed) {
      put(message);
    } else {
      beforeWelcome.add(message);
    }
    return true;
  }

  /** Takes the bytes from the credit; returns what was there instead when they are too many. */
  synchronized @Nullable Long overspent(long bytes) {
    if (bytes > credit) {
      return credit;
    }
    credit -= bytes;
    return null;
  }

  /** Everything up to the sequence is on disk, by batches of so many bytes. */
  synchronized void durable(long sequence, long bytes) {
    durable = Math.max(durable, sequence);
    owed += bytes;
    flush();
  }

  /** The client reads again. */
  synchronized void flush() {
    if (closed || !welcomed || !out.isReady()) {
      return;
    }
    if (durable > acknowledged) {
      acknowledged = durable;
      put(StreamLogsResponse.newBuilder().setAck(Ack.newBuilder().setSequence(durable)).build());
    }
    if (owed > 0) {
      put(StreamLogsResponse.newBuilder().setCredit(Credit.newBuilder().setBytes(owed)).build());
      credit += owed;
      owed = 0;
    }
  }

  /** Ends the stream, as it should without a status; the last acknowledgement goes out first. */
  synchronized void close(@Nullable StatusRuntimeException status) {
    if (closed) {
      return;
    }
    if (welcomed && durable > acknowledged) {
      put(StreamLogsResponse.newBuilder().setAck(Ack.newBuilder().setSequence(durable)).build());
    }
    closed = true;
    if (status == null) {
      out.onCompleted();
    } else {
      out.onError(status);
    }
  }

  /** The client is gone: nothing can be sent any more. */
  synchronized void abandon() {
    closed = true;
  }

  private void put(StreamLogsResponse message) {
    if (!closed) {
      out.onNext(message);
    }
  }
}
