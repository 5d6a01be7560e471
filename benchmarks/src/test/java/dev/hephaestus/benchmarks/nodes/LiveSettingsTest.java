package dev.hephaestus.benchmarks.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import dev.hephaestus.benchmarks.serving.RealServer;
import dev.hephaestus.client.ClientConfiguration;
import dev.hephaestus.client.ClientOption;
import dev.hephaestus.client.ClientRecord;
import dev.hephaestus.client.EventReader;
import dev.hephaestus.client.HephaestusClient;
import dev.hephaestus.client.RecordLevel;
import dev.hephaestus.client.StatusReporter;
import dev.hephaestus.proto.v1.ListNodesRequest;
import dev.hephaestus.proto.v1.NodeServiceGrpc;
import dev.hephaestus.proto.v1.Settings;
import dev.hephaestus.proto.v1.UpdateNodeRequest;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings that are changed on a real server hold in a real client that runs. */
final class LiveSettingsTest {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

  @TempDir private Path folder;

  @Test
  void aClientThatRunsShipsAllFromWhenTheServerIsToldSo() {
    try (RealServer server = new RealServer(folder.resolve("data"))) {
      HephaestusClient client =
          new HephaestusClient(configuration(server.endpoint()), new Silent(), solution -> {});
      client.start();
      try {
        client.append(RecordLevel.ERROR, new Levels());
        waitUntil(() -> client.balance().acknowledged() == 1);

        shipAll(server.endpoint());

        waitUntil(
            () -> {
              client.append(RecordLevel.INFO, new Levels());
              return client.balance().acknowledged() > 1;
            });
      } finally {
        client.stop();
      }
    }
  }

  private ClientConfiguration configuration(String endpoint) {
    return ClientConfiguration.builder("test")
        .set(ClientOption.SERVICE, "shop")
        .set(ClientOption.REPOSITORY, "/srv/git/shop")
        .set(ClientOption.ENDPOINT, endpoint)
        .set(ClientOption.SPOOL_DIRECTORY, folder.resolve("spool").toString())
        .build();
  }

  private static void shipAll(String endpoint) {
    ManagedChannel channel = NettyChannelBuilder.forTarget(endpoint).usePlaintext().build();
    try {
      NodeServiceGrpc.NodeServiceBlockingStub nodes = NodeServiceGrpc.newBlockingStub(channel);
      String id = nodes.listNodes(ListNodesRequest.getDefaultInstance()).getNodes(0).getId();
      var unused =
          nodes.updateNode(
              UpdateNodeRequest.newBuilder()
                  .setNodeId(id)
                  .setSettings(Settings.newBuilder().setShip(Settings.Ship.SHIP_ALL))
                  .setUpdateMask(FieldMask.newBuilder().addPaths("ship"))
                  .build());
    } finally {
      channel.shutdownNow();
    }
  }

  private static void waitUntil(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - end).as("patience").isNegative();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  /** An event is its level. */
  private static final class Levels implements EventReader<RecordLevel> {
    @Override
    public RecordLevel level(RecordLevel event) {
      return event;
    }

    @Override
    public String logger(RecordLevel event) {
      return "shop.Cart";
    }

    @Override
    public ClientRecord read(RecordLevel event) {
      return ClientRecord.of(1_767_225_600_000_000_000L, event, "shop.Cart").message("said");
    }
  }

  private static final class Silent implements StatusReporter {
    @Override
    public void info(String message) {}

    @Override
    public void warn(String message, @Nullable Throwable cause) {}

    @Override
    public void solution(String line) {}
  }
}
