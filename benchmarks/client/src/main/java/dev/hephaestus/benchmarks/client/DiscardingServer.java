package dev.hephaestus.benchmarks.client;

import dev.hephaestus.proto.v1.Batch;
import dev.hephaestus.proto.v1.InitializeRequest;
import dev.hephaestus.proto.v1.InitializeResponse;
import dev.hephaestus.proto.v1.LogServiceGrpc;
import dev.hephaestus.proto.v1.NodeServiceGrpc;
import dev.hephaestus.proto.v1.NodeState;
import dev.hephaestus.proto.v1.Settings;
import dev.hephaestus.proto.v1.StreamLogsRequest;
import dev.hephaestus.proto.v1.StreamLogsResponse;
import io.grpc.stub.StreamObserver;

/** Speaks our protocol, acknowledges everything and keeps nothing. */
final class DiscardingServer {
  private static final long PLENTY = 256L << 20;

  private DiscardingServer() {}

  /** Knows every service. */
  static final class Nodes extends NodeServiceGrpc.NodeServiceImplBase {
    @Override
    public void initialize(
        InitializeRequest request, StreamObserver<InitializeResponse> responses) {
      Settings settings = request.getSettings();
      responses.onNext(
          InitializeResponse.newBuilder()
              .setNodeId("node-1")
              .setSettings(settings)
              .setState(NodeState.NODE_STATE_ACTIVE)
              .build());
      responses.onCompleted();
    }
  }

  /** Takes every stream. */
  static final class Logs extends LogServiceGrpc.LogServiceImplBase {
    @Override
    public StreamObserver<StreamLogsRequest> streamLogs(
        StreamObserver<StreamLogsResponse> responses) {
      return new Stream(responses);
    }
  }

  private static final class Stream implements StreamObserver<StreamLogsRequest> {
    private final StreamObserver<StreamLogsResponse> responses;

    Stream(StreamObserver<StreamLogsResponse> responses) {
      this.responses = responses;
    }

    @Override
    public void onNext(StreamLogsRequest request) {
      StreamLogsResponse.Builder response = StreamLogsResponse.newBuilder();
      if (request.hasHello()) {
        response.getWelcomeBuilder().setCreditBytes(PLENTY);
        responses.onNext(response.build());
      } else if (request.hasBatch()) {
        Batch batch = request.getBatch();
        response
            .getAckBuilder()
            .setSequence(batch.getFirstSequence() + batch.getRecordsCount() - 1);
        responses.onNext(response.build());
        StreamLogsResponse.Builder credit = StreamLogsResponse.newBuilder();
        credit.getCreditBuilder().setBytes(batch.getSerializedSize());
        responses.onNext(credit.build());
      }
    }

    @Override
    public void onError(Throwable gone) {
      // The logging process ended.
    }

    @Override
    public void onCompleted() {
      responses.onCompleted();
    }
  }
}
