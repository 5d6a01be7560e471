package dev.hephaestus.server.app;

import dev.hephaestus.proto.v1.Batch;
import dev.hephaestus.proto.v1.Frame;
import dev.hephaestus.proto.v1.Hello;
import dev.hephaestus.proto.v1.InitializeRequest;
import dev.hephaestus.proto.v1.Level;
import dev.hephaestus.proto.v1.LogRecord;
import dev.hephaestus.proto.v1.LogServiceGrpc;
import dev.hephaestus.proto.v1.Mode;
import dev.hephaestus.proto.v1.NodeServiceGrpc;
import dev.hephaestus.proto.v1.Repository;
import dev.hephaestus.proto.v1.Resource;
import dev.hephaestus.proto.v1.Settings;
import dev.hephaestus.proto.v1.Solution;
import dev.hephaestus.proto.v1.StreamLogsRequest;
import dev.hephaestus.proto.v1.StreamLogsResponse;
import dev.hephaestus.proto.v1.Thrown;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The tea shop as a client of a server, over real gRPC. */
final class TeaClient implements AutoCloseable, StreamObserver<StreamLogsResponse> {
  private final ManagedChannel channel;
  private final StreamObserver<StreamLogsRequest> stream;
  private final AtomicLong acknowledged = new AtomicLong();
  private final Queue<Solution> solutions = new ConcurrentLinkedQueue<>();
  private long nextSequence = 1;

  /** Where the repository is worked on in place, and fixes are only told. */
  TeaClient(String address, TeaRepository repository) {
    this(address, repository.commit(), repository.path(), Mode.MODE_SUGGEST);
  }

  /** Says what runs, where its source is, and what is to happen with fixes. */
  TeaClient(String address, String commit, String location, Mode mode) {
    channel = NettyChannelBuilder.forTarget(address).usePlaintext().build();
    Resource resource = Resource.newBuilder().setService("tea").setCommit(commit).build();
    String nodeId =
        NodeServiceGrpc.newBlockingStub(channel)
            .withDeadlineAfter(30, TimeUnit.SECONDS)
            .initialize(
                InitializeRequest.newBuilder()
                    .setResource(resource)
                    .setRepository(Repository.newBuilder().setLocation(location))
                    .setSettings(Settings.newBuilder().setMode(mode))
                    .build())
            .getNodeId();
    stream = LogServiceGrpc.newStub(channel).streamLogs(this);
    stream.onNext(
        StreamLogsRequest.newBuilder()
            .setHello(
                Hello.newBuilder()
                    .setNodeId(nodeId)
                    .setEpoch(1)
                    .setInstance("one")
                    .setFirstUnacked(1)
                    .setResource(resource))
            .build());
  }

  /** Sends what the shop logs when it is asked for a tea that it does not sell. */
  void logMissingPrice(String tea) {
    Thrown thrown =
        Thrown.newBuilder()
            .setClassName("java.lang.NullPointerException")
            .setMessage(
                "Cannot invoke \"java.lang.Integer.intValue()\" because the return value of"
                    + " \"java.util.Map.get(Object)\" is null")
            .addFrames(frame("tea.Prices", "cents", "Prices.java", 10))
            .addFrames(frame("tea.Shop", "main", "Shop.java", 7))
            .build();
    LogRecord record =
        LogRecord.newBuilder()
            .setTimeUnixNanos(TimeUnit.SECONDS.toNanos(1_700_000_000 + nextSequence))
            .setLevel(Level.LEVEL_ERROR)
            .setLogger("tea.Shop")
            .setThread("main")
            .setTemplate("no price for {}")
            .addArguments(tea)
            .setMessage("no price for " + tea)
            .setThrown(thrown)
            .setRole(LogRecord.Role.ROLE_TRIGGER)
            .build();
    log(record);
  }

  /** Sends a record in a batch of its own. */
  void log(LogRecord record) {
    stream.onNext(
        StreamLogsRequest.newBuilder()
            .setBatch(Batch.newBuilder().setFirstSequence(nextSequence++).addRecords(record))
            .build());
  }

  /** The last sequence that the server acknowledged. */
  long acknowledged() {
    return acknowledged.get();
  }

  /** The solutions that the server sent. */
  Queue<Solution> solutions() {
    return solutions;
  }

  @Override
  public void onNext(StreamLogsResponse response) {
    if (response.hasAck()) {
      acknowledged.set(response.getAck().getSequence());
    } else if (response.hasSolution()) {
      solutions.add(response.getSolution());
    }
  }

  @Override
  public void onError(Throwable fault) {
    // The server was killed or stopped; the test sees to that.
  }

  @Override
  public void onCompleted() {
    // Likewise.
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }

  private static Frame frame(String type, String method, String file, int line) {
    return Frame.newBuilder()
        .setClassName(type)
        .setMethod(method)
        .setFile(file)
        .setLine(line)
        .build();
  }
}
