package dev.hephaestus.server.grpc;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.hephaestus.server.ingest.StorageException;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCall;
import io.grpc.ForwardingServerCallListener;
import io.grpc.KnownLength;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * The edge of every call: bytes that are no message end their call with INVALID_ARGUMENT, too many
 * with RESOURCE_EXHAUSTED, and whatever is thrown inside with its own status or an opaque one.
 *
 * <p>It must see calls before their messages are parsed, hence on streams of bytes.
 */
final class CallBarrier implements ServerInterceptor {
  private final UnexpectedErrors errors;

  CallBarrier(UnexpectedErrors errors) {
    this.errors = Objects.requireNonNull(errors, "errors");
  }

  @Override
  public <Q, S> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, S> call, Metadata headers, ServerCallHandler<Q, S> next) {
    ClosingOnce<Q, S> once = new ClosingOnce<>(call);
    try {
      MessageSize size = new MessageSize();
      Context context = Context.current().withValue(MessageSize.OF_CALL, size);
      return new Guarded<>(Contexts.interceptCall(context, once, headers, next), once, size);
    } catch (RuntimeException | LinkageError | StackOverflowError thrown) {
      once.close(thrown);
      return new ServerCall.Listener<>() {};
    }
  }

  private StatusRuntimeException toStatus(String method, Throwable thrown) {
    if (thrown instanceof StatusRuntimeException known) {
      return known.getCause() instanceof InvalidProtocolBufferException malformed
          ? malformed(method, malformed)
          : known;
    }
    return thrown instanceof StorageException disk
        ? errors.notStored(method, disk)
        : errors.internal(method, thrown);
  }

  /** Empty for what comes packed: how much it is shows when it is read. */
  private static OptionalInt bytes(Object message) {
    try {
      return message instanceof InputStream stream && message instanceof KnownLength
          ? OptionalInt.of(stream.available())
          : OptionalInt.empty();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static void requireWithinLimit(int bytes) {
    if (bytes > Limits.MESSAGE_BYTES) {
      throw Status.RESOURCE_EXHAUSTED
          .withDescription(
              "a message has "
                  + bytes
                  + " bytes, at most "
                  + Limits.MESSAGE_BYTES
                  + " are allowed; send smaller ones")
          .asRuntimeException();
    }
  }

  private static StatusRuntimeException malformed(
      String method, InvalidProtocolBufferException why) {
    return Status.INVALID_ARGUMENT
        .withDescription(
            "malformed message to " + method + "; send hephaestus.v1 as protobuf: " + text(why))
        .asRuntimeException();
  }

  private static String text(Exception why) {
    return String.valueOf(why.getMessage()).replaceAll("\\s+", " ");
  }

  private final class ClosingOnce<Q, S>
      extends ForwardingServerCall.SimpleForwardingServerCall<Q, S> {
    private boolean closed;

    ClosingOnce(ServerCall<Q, S> call) {
      super(call);
    }

    @Override
    public synchronized void sendHeaders(Metadata headers) {
      if (!closed) {
        super.sendHeaders(headers);
      }
    }

    @Override
    public synchronized void sendMessage(S message) {
      if (!closed) {
        super.sendMessage(message);
      }
    }

    @Override
    public synchronized void close(Status status, Metadata trailers) {
      if (!closed) {
        closed = true;
        super.close(status, trailers);
      }
    }

    void close(Throwable thrown) {
      StatusRuntimeException status = toStatus(getMethodDescriptor().getFullMethodName(), thrown);
      Metadata trailers = status.getTrailers();
      close(status.getStatus(), trailers == null ? new Metadata() : trailers);
    }
  }

  /** After a failure nothing but the end reaches the inside any more. */
  private static final class Guarded<Q>
      extends ForwardingServerCallListener.SimpleForwardingServerCallListener<Q> {
    private final CallBarrier.ClosingOnce<Q, ?> call;
    private final MessageSize size;
    private boolean failed;

    Guarded(ServerCall.Listener<Q> inside, CallBarrier.ClosingOnce<Q, ?> call, MessageSize size) {
      super(inside);
      this.call = call;
      this.size = size;
    }

    @Override
    public void onMessage(Q message) {
      guard(
          () -> {
            OptionalInt bytes = bytes(message);
            size.set(bytes);
            requireWithinLimit(bytes.orElse(0));
            super.onMessage(message);
          });
    }

    @Override
    public void onHalfClose() {
      guard(super::onHalfClose);
    }

    @Override
    public void onReady() {
      guard(super::onReady);
    }

    private void guard(Runnable step) {
      if (failed) {
        return;
      }
      try {
        step.run();
      } catch (RuntimeException | LinkageError | StackOverflowError thrown) {
        failed = true;
        call.close(thrown);
      }
    }
  }
}
