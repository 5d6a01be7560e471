package dev.hephaestus.benchmarks.nodes;

import dev.hephaestus.proto.v1.Batch;
import dev.hephaestus.proto.v1.ClientReport;
import dev.hephaestus.proto.v1.Hello;
import dev.hephaestus.proto.v1.InitializeRequest;
import dev.hephaestus.proto.v1.InitializeResponse;
import dev.hephaestus.proto.v1.Level;
import dev.hephaestus.proto.v1.LogRecord;
import dev.hephaestus.proto.v1.LogServiceGrpc;
import dev.hephaestus.proto.v1.NodeServiceGrpc;
import dev.hephaestus.proto.v1.Repository;
import dev.hephaestus.proto.v1.Resource;
import dev.hephaestus.proto.v1.StreamLogsRequest;
import dev.hephaestus.proto.v1.StreamLogsResponse;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A node with a connection of its own and nothing else: says Hello, and comes back some seconds
 * after its stream broke, as clients do.
 */
final class RawNode {
  private static final int BACK_WITHIN_MS = 5_000;

  private final ManagedChannel channel;
  private final ScheduledExecutorService timer;
  private final InitializeRequest registration;
  private volatile boolean welcome;
  private volatile long acknowledged;
  private final AtomicInteger attempts = new AtomicInteger();
  private volatile @Nullable StreamObserver<StreamLogsRequest> stream;

  RawNode(ManagedChannel channel, ScheduledExecutorService timer, int number, String repository) {
    this.channel = channel;
    this.timer = timer;
    this.registration =
        InitializeRequest.newBuilder()
            .setResource(Resource.newBuilder().setService("service-" + number))
            .setRepository(Repository.newBuilder().setLocation(repository))
            .build();
  }

  void connect() {
    attempts.incrementAndGet();
    NodeServiceGrpc.newStub(channel)
        .initialize(
            registration,
            new StreamObserver<InitializeResponse>() {
              @Override
              public void onNext(InitializeResponse response) {
                open(response.getNodeId());
              }

              @Override
              public void onError(Throwable failed) {
                comeBack();
              }

              @Override
              public void onCompleted() {}
            });
  }

  private void open(String node) {
    StreamObserver<StreamLogsRequest> opened =
        LogServiceGrpc.newStub(channel).streamLogs(new Incoming());
    stream = opened;
    opened.onNext(
        StreamLogsRequest.newBuilder()
            .setHello(
                Hello.newBuilder()
                    .setNodeId(node)
                    .setEpoch(1)
                    .setInstance("only")
                    .setFirstUnacked(1)
                    .setResource(registration.getResource()))
            .build());
  }

  private void comeBack() {
    welcome = false;
    var unused =
        timer.schedule(
            this::connect,
            ThreadLocalRandom.current().nextInt(BACK_WITHIN_MS),
            TimeUnit.MILLISECONDS);
  }

  boolean isWelcome() {
    return welcome;
  }

  int attempts() {
    return attempts.get();
  }

  long acknowledged() {
    return acknowledged;
  }

  /** Sends one record, when it is connected. */
  void log(long sequence) {
    StreamObserver<StreamLogsRequest> open = stream;
    if (open == null) {
      return;
    }
    open.onNext(
        StreamLogsRequest.newBuilder()
            .setBatch(
                Batch.newBuilder()
                    .setFirstSequence(sequence)
                    .addRecords(
                        LogRecord.newBuilder()
                            .setTimeUnixNanos(1_767_225_600_000_000_000L)
                            .setLevel(Level.LEVEL_INFO)
                            .setMessage("alive")))
            .build());
  }

  /** Says what became of its records, when it is connected. */
  void report() {
    StreamObserver<StreamLogsRequest> open = stream;
    if (open != null && welcome) {
      open.onNext(
          StreamLogsRequest.newBuilder()
              .setReport(ClientReport.newBuilder().setAppended(1).setAcknowledged(1))
              .build());
    }
  }

  private final class Incoming implements StreamObserver<StreamLogsResponse> {
    @Override
    public void onNext(StreamLogsResponse response) {
      if (response.hasWelcome()) {
        welcome = true;
      } else if (response.hasAck()) {
        acknowledged = response.getAck().getSequence();
      }
    }

    @Override
    public void onError(Throwable failed) {
      comeBack();
    }

    @Override
    public void onCompleted() {
      comeBack();
    }
  }
}
