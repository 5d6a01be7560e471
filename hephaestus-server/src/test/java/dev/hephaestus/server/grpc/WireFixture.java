package dev.hephaestus.server.grpc;

import dev.hephaestus.proto.v1.Batch;
import dev.hephaestus.proto.v1.Hello;
import dev.hephaestus.proto.v1.InitializeRequest;
import dev.hephaestus.proto.v1.Level;
import dev.hephaestus.proto.v1.LogRecord;
import dev.hephaestus.proto.v1.LogServiceGrpc;
import dev.hephaestus.proto.v1.NodeServiceGrpc;
import dev.hephaestus.proto.v1.Pair;
import dev.hephaestus.proto.v1.Repository;
import dev.hephaestus.proto.v1.Resource;
import dev.hephaestus.proto.v1.StreamLogsRequest;
import dev.hephaestus.server.Ids;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.ingest.ClientBalances;
import dev.hephaestus.server.ingest.LogProcessor;
import dev.hephaestus.server.node.NodeManager;
import dev.hephaestus.server.node.NodeTimeouts;
import dev.hephaestus.server.node.RepositoryCheck;
import dev.hephaestus.server.otlp.OtlpLogs;
import dev.hephaestus.server.otlp.OtlpReception;
import dev.hephaestus.server.otlp.ResourceNodes;
import dev.hephaestus.server.repair.FileChange;
import dev.hephaestus.server.repair.Patch;
import dev.hephaestus.server.repository.RepositoryException;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.security.CertificateRule;
import dev.hephaestus.server.security.ServerTls;
import dev.hephaestus.server.testkit.InMemoryNodeStore;
import dev.hephaestus.server.testkit.InMemoryRecordStore;
import dev.hephaestus.server.testkit.MutableClock;
import dev.hephaestus.server.testkit.TestGate;
import dev.hephaestus.server.testkit.TestScrubber;
import dev.hephaestus.server.validation.Reproduction;
import dev.hephaestus.server.validation.Verdict;
import dev.hephaestus.server.validation.VerdictLevel;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A gRPC server on a free loopback port over stores in memory, and a channel to it. */
final class WireFixture implements AutoCloseable {
  final MutableClock clock = new MutableClock(Instant.parse("2026-01-01T00:00:00Z"));
  final InMemoryRecordStore records = new InMemoryRecordStore();
  final InMemoryNodeStore nodeStore = new InMemoryNodeStore();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final AtomicInteger commits = new AtomicInteger();
  final List<SolutionBacklog.Waiting> backlog = new CopyOnWriteArrayList<>();
  final Ids ids = new Ids(clock, new Random(3));

  /** Why no repository can be read; empty while all can. */
  volatile String unreadable = "";

  final NodeManager nodes =
      new NodeManager(nodeStore, new Check(), Runnable::run, ids, clock, NodeTimeouts.DEFAULT);
  final Sessions sessions = new Sessions(meters);
  final TestGate gate;
  final GrpcServer server;
  final ManagedChannel channel;

  WireFixture() {
    this(Duration.ofMillis(200));
  }

  WireFixture(Duration drainGrace) {
    this(drainGrace, List.of(), Optional.empty());
  }

  /** Encrypted; {@link #channel} is not. */
  WireFixture(List<CertificateRule> certificates, ServerTls tls) {
    this(Duration.ofMillis(200), certificates, Optional.of(tls));
  }

  private WireFixture(
      Duration drainGrace, List<CertificateRule> certificates, Optional<ServerTls> tls) {
    gate = new TestGate(clock, certificates);
    nodes.addListener(sessions);
    LogProcessor processor =
        new LogProcessor(records, TestScrubber.plain(), commits::incrementAndGet, meters);
    ResourceNodes resources = new ResourceNodes(nodes, List.of(), 0, gate.told::add);
    nodes.addListener(resources);
    OtlpLogs logs = new OtlpLogs(resources, processor, clock, meters);
    server =
        new GrpcServer(
            new GrpcServerOptions(
                "127.0.0.1",
                0,
                Limits.BATCH_BYTES,
                drainGrace,
                Duration.ofSeconds(3),
                Duration.ofMillis(50)),
            nodes,
            processor,
            sessions,
            new ClientBalances(meters, id -> "shop"),
            nodeId -> List.copyOf(backlog),
            ids,
            Optional.of(new OtlpReception(logs, sessions.intake(), ids)),
            gate.guard(tls));
    server.start();
    channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port()).usePlaintext().build();
  }

  private final class Check implements RepositoryCheck {
    @Override
    public void check(RepositoryLocation location) {
      reach(location);
    }

    @Override
    public void reach(RepositoryLocation location) {
      if (!unreadable.isEmpty()) {
        throw new RepositoryException(unreadable);
      }
    }
  }

  @Override
  public void close() {
    channel.shutdownNow();
    records.release();
    server.stop();
  }

  NodeServiceGrpc.NodeServiceBlockingStub nodeService() {
    return NodeServiceGrpc.newBlockingStub(channel);
  }

  /** Registers the node that streams of these tests belong to. */
  String initialize() {
    return nodeService().initialize(initializeRequest()).getNodeId();
  }

  /** Opens a stream without saying Hello. */
  StreamClient open() {
    StreamClient client = new StreamClient();
    client.toServer(LogServiceGrpc.newStub(channel).streamLogs(client));
    return client;
  }

  /** Opens a stream, says Hello and takes the Welcome. */
  StreamClient connect(String nodeId, String instance) {
    StreamClient client = open();
    client.send(hello(nodeId, instance, 1));
    client.welcome();
    return client;
  }

  static InitializeRequest initializeRequest() {
    return InitializeRequest.newBuilder()
        .setResource(Resource.newBuilder().setService("shop"))
        .setRepository(Repository.newBuilder().setLocation("/srv/git/shop"))
        .build();
  }

  static StreamLogsRequest hello(String nodeId, String instance, long epoch) {
    return StreamLogsRequest.newBuilder()
        .setHello(
            Hello.newBuilder()
                .setNodeId(nodeId)
                .setInstance(instance)
                .setEpoch(epoch)
                .setFirstUnacked(1)
                .setResource(Resource.newBuilder().setService("shop").setHost("web-1")))
        .build();
  }

  static StreamLogsRequest batch(long first, int count) {
    return batch(first, count, "order " + first);
  }

  static StreamLogsRequest batch(long first, int count, String message) {
    Batch.Builder batch = Batch.newBuilder().setFirstSequence(first);
    for (int i = 0; i < count; i++) {
      batch.addRecords(record(message));
    }
    return StreamLogsRequest.newBuilder().setBatch(batch).build();
  }

  static Pair pair(String key, String value) {
    return Pair.newBuilder().setKey(key).setValue(value).build();
  }

  static LogRecord.Builder record(String message) {
    return LogRecord.newBuilder()
        .setTimeUnixNanos(1_767_225_600_123_456_789L)
        .setLevel(Level.LEVEL_ERROR)
        .setLogger("shop.Cart")
        .setMessage(message);
  }

  static Solution solution(String id, String nodeId) {
    return new Solution(
        id,
        "incident-1",
        nodeId,
        "abcdef",
        "java.lang.NullPointerException: cart",
        "cart is null when the session is new",
        new Patch(List.of(new FileChange("src/Cart.java", "a\nb\n", "a\nc\nd\n"))),
        new Verdict.Accepted(
            VerdictLevel.REPRODUCED,
            new ArrayList<>(List.of("CartTest failed before and passes after")),
            Optional.of(
                new Reproduction(
                    "src/test/CartTest.java", "class CartTest {}", "CartTest.total", "total()"))),
        "template null-guard",
        RepositoryLocation.of("/srv/git/shop"),
        "0123456789012345678901234567890123456789",
        "java.lang.NullPointerException",
        Instant.parse("2026-01-01T00:00:00Z"));
  }
}
