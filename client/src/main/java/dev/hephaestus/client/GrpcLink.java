package dev.hephaestus.client;

import dev.hephaestus.proto.v1.InitializeRequest;
import dev.hephaestus.proto.v1.InitializeResponse;
import dev.hephaestus.proto.v1.LogServiceGrpc;
import dev.hephaestus.proto.v1.NodeServiceGrpc;
import dev.hephaestus.proto.v1.StreamLogsRequest;
import dev.hephaestus.proto.v1.StreamLogsResponse;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.okhttp.OkHttpChannelBuilder;
import io.grpc.stub.AbstractStub;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One server at a time, over gRPC and OkHttp.
 *
 * <p>All that gRPC does here runs on threads of ours, so that whatever it logs is known as our own.
 * Each connection is made anew: with the address, the key and the certificates of that moment.
 *
 * <p><em>Threads:</em> the sender calls it.
 */
final class GrpcLink {
  private static final int MAX_INBOUND_BYTES = 16 << 20;
  private static final long INITIALIZE_SECONDS = 10;

  /** Servers refuse clients that ask more often than each 30 seconds. */
  private static final long KEEPALIVE_SECONDS = 45;

  private static final long KEEPALIVE_TIMEOUT_SECONDS = 15;

  private static final long IDLE_SECONDS = 2;
  private static final long CLOSE_MS = 100;

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
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, ClientThread.factory("hephaestus-timer"));
  private final Credentials credentials;
  private final boolean gzip;
  private @Nullable ManagedChannel channel;
  private boolean closed;

  GrpcLink(ClientConfiguration configuration) {
    timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
    timer.setRemoveOnCancelPolicy(true);
    this.credentials = new Credentials(configuration);
    this.gzip = configuration.compression == ClientConfiguration.Compression.GZIP;
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
            use(channel(endpoint));
            initialize(request.get(), answer);
          } catch (IOException unusable) {
            answer.onError(
                Status.UNAVAILABLE.withDescription(unusable.getMessage()).asRuntimeException());
          } catch (RuntimeException | LinkageError fault) {
            answer.onError(fault);
          }
        });
  }

  /**
   * @throws IOException naming the file of the key or of a certificate that cannot be used
   */
  private ManagedChannel channel(ClientConfiguration.Endpoint endpoint) throws IOException {
    credentials.read(endpoint.tls);
    return OkHttpChannelBuilder.forAddress(endpoint.host, endpoint.port, credentials.ofChannel())
        .executor(threads)
        .offloadExecutor(threads)
        .transportExecutor(threads)
        .scheduledExecutorService(timer)
        .disableRetry() // What is lost in the stream is sent again by us.
        .disableServiceConfigLookUp()
        .keepAliveTime(KEEPALIVE_SECONDS, TimeUnit.SECONDS)
        .keepAliveTimeout(KEEPALIVE_TIMEOUT_SECONDS, TimeUnit.SECONDS)
        .maxInboundMessageSize(MAX_INBOUND_BYTES)
        .build();
  }

  private synchronized void use(ManagedChannel fresh) {
    if (channel != null) {
      channel.shutdownNow();
    }
    channel = fresh;
    if (closed) {
      fresh.shutdownNow();
    }
  }

  /** Whether the key or a certificate is not what the last connection was made with. */
  boolean filesChanged() {
    return credentials.changed();
  }

  private void initialize(InitializeRequest request, StreamObserver<InitializeResponse> answer) {
    prepared(NodeServiceGrpc.newStub(connected()))
        .withDeadlineAfter(INITIALIZE_SECONDS, TimeUnit.SECONDS)
        .initialize(request, answer);
  }

  ClientCallStreamObserver<StreamLogsRequest> stream(StreamObserver<StreamLogsResponse> answers) {
    return (ClientCallStreamObserver<StreamLogsRequest>)
        prepared(LogServiceGrpc.newStub(connected())).streamLogs(answers);
  }

  private <S extends AbstractStub<S>> S prepared(S stub) {
    S authenticated = stub.withInterceptors(credentials.ofCall());
    return gzip ? authenticated.withCompression("gzip") : authenticated;
  }

  private synchronized ManagedChannel connected() {
    ManagedChannel current = channel;
    if (current == null) {
      throw new IllegalStateException("open comes before any call");
    }
    return current;
  }

  /** Ends the connection, and waits a moment for it: the host may forget our classes next. */
  void close() {
    ManagedChannel last = last();
    if (last != null) {
      try {
        last.shutdownNow().awaitTermination(CLOSE_MS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException hurried) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private synchronized @Nullable ManagedChannel last() {
    closed = true;
    return channel;
  }
}
