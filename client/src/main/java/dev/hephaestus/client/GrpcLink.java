package dev.hephaestus.client;

import dev.hephaestus.proto.v1.InitializeRequest;
import dev.hephaestus.proto.v1.InitializeResponse;
import dev.hephaestus.proto.v1.LogServiceGrpc;
import dev.hephaestus.proto.v1.NodeServiceGrpc;
import dev.hephaestus.proto.v1.StreamLogsRequest;
import dev.hephaestus.proto.v1.StreamLogsResponse;
import io.grpc.ManagedChannel;
import io.grpc.okhttp.OkHttpChannelBuilder;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The server, over gRPC and OkHttp.
 *
 * <p>All that gRPC does here runs on threads of ours, so that whatever it logs is known as our own.
 */
final class GrpcLink {
  private static final int MAX_INBOUND_BYTES = 16 << 20;
  private static final long INITIALIZE_SECONDS = 10;

  private final ExecutorService threads =
      Executors.newCachedThreadPool(ClientThread.factory("hephaestus-grpc"));
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(ClientThread.factory("hephaestus-timer"));
  private final ManagedChannel channel;

  GrpcLink(ClientConfiguration.Endpoint endpoint) {
    OkHttpChannelBuilder builder =
        OkHttpChannelBuilder.forAddress(endpoint.host, endpoint.port)
            .executor(threads)
            .offloadExecutor(threads)
            .transportExecutor(threads)
            .scheduledExecutorService(timer)
            .disableRetry() // What is lost in the stream is sent again by us.
            .disableServiceConfigLookUp()
            .maxInboundMessageSize(MAX_INBOUND_BYTES);
    this.channel = (endpoint.tls ? builder.useTransportSecurity() : builder.usePlaintext()).build();
  }

  void initialize(InitializeRequest request, StreamObserver<InitializeResponse> answer) {
    channel.resetConnectBackoff(); // The pauses between attempts are ours alone.
    NodeServiceGrpc.newStub(channel)
        .withDeadlineAfter(INITIALIZE_SECONDS, TimeUnit.SECONDS)
        .initialize(request, answer);
  }

  ClientCallStreamObserver<StreamLogsRequest> stream(StreamObserver<StreamLogsResponse> answers) {
    return (ClientCallStreamObserver<StreamLogsRequest>)
        LogServiceGrpc.newStub(channel).streamLogs(answers);
  }

  void close() {
    channel.shutdownNow();
    // gRPC still hands its last callbacks to them; idle threads end by themselves.
    threads.shutdown();
    timer.shutdown();
  }
}
