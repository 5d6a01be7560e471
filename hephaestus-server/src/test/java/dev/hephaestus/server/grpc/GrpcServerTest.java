package dev.hephaestus.server.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hephaestus.proto.v1.GetNodeRequest;
import dev.hephaestus.proto.v1.LogServiceGrpc;
import dev.hephaestus.proto.v1.NodeServiceGrpc;
import dev.hephaestus.server.HephaestusException;
import dev.hephaestus.server.Ids;
import dev.hephaestus.server.ingest.ClientBalances;
import dev.hephaestus.server.ingest.LogProcessor;
import dev.hephaestus.server.node.ArchivedNode;
import dev.hephaestus.server.node.Node;
import dev.hephaestus.server.node.NodeManager;
import dev.hephaestus.server.node.NodeStore;
import dev.hephaestus.server.node.NodeTimeouts;
import dev.hephaestus.server.node.Registered;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.security.Scope;
import dev.hephaestus.server.testkit.InMemoryRecordStore;
import dev.hephaestus.server.testkit.TestGate;
import dev.hephaestus.server.testkit.TestScrubber;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class GrpcServerTest {
  private final Ids ids = new Ids(Clock.systemUTC(), new Random(5));

  @Test
  void aTakenPortIsOneClearSentence() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      GrpcServer server = server(other.getLocalPort());

      assertThatThrownBy(server::start)
          .isInstanceOf(HephaestusException.class)
          .hasMessageContaining("Port " + other.getLocalPort() + " is taken")
          .hasMessageContaining("another gRPC port");
      server.stop();
    }
  }

  @Test
  void anAddressThatIsNotOursSaysSo() {
    GrpcServer server = server(new GrpcServerOptions("192.0.2.1", 0, 4 << 20, d(1), d(1)));

    assertThatThrownBy(server::start)
        .isInstanceOf(HephaestusException.class)
        .hasMessageContaining("cannot listen on 192.0.2.1:0");
    server.stop();
  }

  @Test
  void thePortIsFreeAgainAfterStop() throws Exception {
    GrpcServer server = server(0);
    server.start();
    int port = server.port();
    server.stop();

    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(socket.isBound()).isTrue();
    }
  }

  @Test
  void itsHealthIsServing() {
    GrpcServer server = server(0);
    server.start();
    ManagedChannel channel = channel(server);
    try {
      for (String service :
          List.of("", NodeServiceGrpc.SERVICE_NAME, LogServiceGrpc.SERVICE_NAME)) {
        assertThat(
                HealthGrpc.newBlockingStub(channel)
                    .check(HealthCheckRequest.newBuilder().setService(service).build())
                    .getStatus())
            .isEqualTo(ServingStatus.SERVING);
      }
    } finally {
      channel.shutdownNow();
      server.stop();
    }
  }

  @Test
  void itsHealthIsThatOfTheStore() {
    GrpcServer server = server(0);
    server.start();
    ManagedChannel channel = channel(server);
    try {
      server.setReady(false);
      assertThat(health(channel)).isEqualTo(ServingStatus.NOT_SERVING);
      server.setReady(true);
      assertThat(health(channel)).isEqualTo(ServingStatus.SERVING);
    } finally {
      channel.shutdownNow();
      server.stop();
    }
  }

  private static ServingStatus health(ManagedChannel channel) {
    return HealthGrpc.newBlockingStub(channel)
        .check(HealthCheckRequest.newBuilder().setService(LogServiceGrpc.SERVICE_NAME).build())
        .getStatus();
  }

  @Test
  void anUnexpectedErrorReachesThePeerAsAReferenceOnly() {
    GrpcServer server = server(0);
    server.start();
    ManagedChannel channel = channel(server);
    try {
      StatusRuntimeException failed =
          assertThrows(
              StatusRuntimeException.class,
              () ->
                  NodeServiceGrpc.newBlockingStub(channel)
                      .getNode(GetNodeRequest.newBuilder().setNodeId("n").build()));
      assertThat(failed.getStatus().getCode()).isEqualTo(Status.Code.INTERNAL);
      assertThat(failed.getStatus().getDescription())
          .contains("internal error", "reference")
          .doesNotContain("password");
    } finally {
      channel.shutdownNow();
      server.stop();
    }
  }

  private static Duration d(int millis) {
    return Duration.ofMillis(millis);
  }

  private static ManagedChannel channel(GrpcServer server) {
    return NettyChannelBuilder.forAddress("127.0.0.1", server.port()).usePlaintext().build();
  }

  private GrpcServer server(int port) {
    return server(new GrpcServerOptions("127.0.0.1", port, 4 << 20, d(100), d(1)));
  }

  private GrpcServer server(GrpcServerOptions options) {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    NodeManager nodes =
        new NodeManager(
            new BrokenNodeStore(),
            location -> {},
            Runnable::run,
            ids,
            Clock.systemUTC(),
            NodeTimeouts.DEFAULT);
    return new GrpcServer(
        options,
        nodes,
        new LogProcessor(new InMemoryRecordStore(), TestScrubber.plain(), () -> {}, meters),
        new Sessions(meters),
        new ClientBalances(meters, id -> id),
        nodeId -> List.of(),
        ids,
        Optional.empty(),
        TestGate.open());
  }

  private static final class BrokenNodeStore implements NodeStore {
    @Override
    public List<Registered> addAllIfAbsent(List<Node> nodes) {
      throw broken();
    }

    @Override
    public Optional<Node> find(String id) {
      throw broken();
    }

    @Override
    public Optional<Node> find(String tenant, String service, RepositoryLocation repository) {
      throw broken();
    }

    @Override
    public List<ArchivedNode> archived(Scope scope, String afterId, int limit) {
      throw broken();
    }

    @Override
    public Optional<String> tenant(String nodeId) {
      throw broken();
    }

    @Override
    public boolean isWithin(Scope scope, String nodeId) {
      throw broken();
    }

    @Override
    public List<Node> list(Scope scope, String afterId, int limit) {
      throw broken();
    }

    @Override
    public List<Node> ofService(String tenant, String service) {
      throw broken();
    }

    @Override
    public List<Node> list(String afterId, int limit) {
      throw broken();
    }

    @Override
    public void updateAll(List<Node> nodes) {
      throw broken();
    }

    @Override
    public boolean remove(String id) {
      throw broken();
    }

    private static IllegalStateException broken() {
      return new IllegalStateException("login failed for password hunter2");
    }
  }
}
