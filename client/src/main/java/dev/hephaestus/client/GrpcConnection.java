package dev.hephaestus.client;

import dev.hephaestus.proto.v1.InitializeRequest;
import dev.hephaestus.proto.v1.InitializeResponse;
import dev.hephaestus.proto.v1.LogServiceGrpc;
import dev.hephaestus.proto.v1.NodeServiceGrpc;
import dev.hephaestus.proto.v1.StreamLogsRequest;
import dev.hephaestus.proto.v1.StreamLogsResponse;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.okhttp.OkHttpChannelBuilder;
import io.grpc.stub.AbstractStub;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One server at a time, over gRPC and OkHttp; whoever asks for this class loads hundreds.
 *
 * <p>Each connection is made anew: with the address, the key and the certificates of that moment.
 *
 * <p><em>Threads:</em> any.
 */
final class GrpcConnection {
  private static final int MAX_INBOUND_BYTES = 16 << 20;
  private static final long CLOSE_MS = 100;

  private final Executor threads;
  private final ScheduledExecutorService timer;
  private final Timing timing;
  private final Credentials credentials;
  private final boolean gzip;
  private @Nullable ManagedChannel channel;
  private boolean closed;

  GrpcConnection(
      ClientConfiguration configuration,
      Timing timing,
      Executor threads,
      ScheduledExecutorService timer) {
    this.threads = threads;
    this.timer = timer;
    this.timing = timing;
    this.credentials = new Credentials(configuration);
    this.gzip = configuration.compression == ClientConfiguration.Compression.GZIP;
  }

  /**
   * From now on calls go there.
   *
   * @throws IOException naming the file of the key or of a certificate that cannot be used
   */
  void open(ClientConfiguration.Endpoint endpoint) throws IOException {
    credentials.read(endpoint.tls);
    use(
        OkHttpChannelBuilder.forAddress(endpoint.host, endpoint.port, credentials.ofChannel())
            .executor(threads)
            .offloadExecutor(threads)
            .transportExecutor(threads)
            .scheduledExecutorService(timer)
            .disableRetry() // What is lost in the stream is sent again by us.
            .disableServiceConfigLookUp()
            .keepAliveTime(timing.keepaliveNanos, TimeUnit.NANOSECONDS)
            .keepAliveTimeout(timing.keepaliveTimeoutNanos, TimeUnit.NANOSECONDS)
            .maxInboundMessageSize(MAX_INBOUND_BYTES)
            .build());
  }

  /** Has what a connection needs loaded, which looks at all certificates of the JVM. */
  static void prepare() {
    OkHttpChannelBuilder.forAddress("localhost", 1, InsecureChannelCredentials.create());
  }

  /** As if no server had been there. */
  static Throwable unavailable(IOException unusable) {
    return Status.UNAVAILABLE.withDescription(unusable.getMessage()).asRuntimeException();
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

  void initialize(InitializeRequest request, StreamObserver<InitializeResponse> answer) {
    prepared(NodeServiceGrpc.newStub(connected()))
        .withDeadlineAfter(timing.initializeNanos, TimeUnit.NANOSECONDS)
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

  /** Ends it, and waits a moment for it: the host may forget our classes next. */
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
