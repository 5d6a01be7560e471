package dev.hephaestus.client;

import dev.hephaestus.proto.v1.InitializeRequest;
import dev.hephaestus.proto.v1.InitializeResponse;
import dev.hephaestus.proto.v1.StreamLogsRequest;
import dev.hephaestus.proto.v1.StreamLogsResponse;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The sender's way to gRPC, which is not loaded before the first connection is opened.
 *
 * <p>All that gRPC does here runs on threads of ours, so that whatever it logs is known as our own.
 *
 * <p><em>Threads:</em> the sender calls it, apart from {@link #prepare}.
 */
final class GrpcLink {
  private static final long IDLE_SECONDS = 2;

  // Never shut down: gRPC hands its last callbacks to them after its channel is gone, and would log
  // a refusal in the application. Idle threads end by themselves.
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          ClientThread.factory("hephaestus-grpc"));
  private final ClientConfiguration configuration;
  private final Timing timing;
  private @Nullable GrpcConnection connection;
  private boolean closed;

  GrpcLink(ClientConfiguration configuration, Timing timing) {
    this.configuration = configuration;
    this.timing = timing;
  }

  /**
   * From now on calls go there; the first is Initialize.
   *
   * <p>On a thread of its own: the first connection loads hundreds of classes, and meanwhile errors
   * must reach the spool.
   */
  void open(
      ClientConfiguration.Endpoint endpoint,
      Supplier<InitializeRequest> request,
      StreamObserver<InitializeResponse> answer) {
    threads.execute(
        () -> {
          try {
            GrpcConnection used = connection();
            used.open(endpoint);
            used.initialize(request.get(), answer);
          } catch (IOException unusable) {
            answer.onError(GrpcConnection.unavailable(unusable));
          } catch (RuntimeException | LinkageError fault) {
            answer.onError(fault);
          }
        });
  }

  /** Has what the first connection needs loaded, where there was none yet; returns at once. */
  void prepare() {
    if (existing() != null) {
      return;
    }
    threads.execute(
        () -> {
          try {
            GrpcConnection.prepare();
          } catch (RuntimeException | LinkageError fault) {
            // Whoever opens the connection meets it as well, and says so.
          }
        });
  }

  private GrpcConnection connection() {
    GrpcConnection made = existing();
    return made == null ? keep(made()) : made;
  }

  /** Outside the lock: it loads classes, and the sender must not wait for them. */
  private GrpcConnection made() {
    ScheduledExecutorService timer =
        timing.timer(ClientThread.factory("hephaestus-timer"), IDLE_SECONDS);
    return new GrpcConnection(configuration, timing, threads, timer);
  }

  private synchronized GrpcConnection keep(GrpcConnection made) {
    GrpcConnection kept = connection == null ? made : connection;
    connection = kept;
    if (closed) {
      kept.close();
    }
    return kept;
  }

  private synchronized @Nullable GrpcConnection existing() {
    return connection;
  }

  /** Whether the key or a certificate is not what the last connection was made with. */
  boolean filesChanged() {
    GrpcConnection made = existing();
    return made != null && made.filesChanged();
  }

  ClientCallStreamObserver<StreamLogsRequest> stream(StreamObserver<StreamLogsResponse> answers) {
    return connection().stream(answers);
  }

  /** Ends the connection, and waits a moment for it. */
  void close() {
    GrpcConnection last = last();
    if (last != null) {
      last.close();
    }
  }

  private synchronized @Nullable GrpcConnection last() {
    closed = true;
    return connection;
  }
}
