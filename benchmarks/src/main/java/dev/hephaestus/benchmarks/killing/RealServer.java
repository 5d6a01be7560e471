package dev.hephaestus.benchmarks.killing;

import dev.hephaestus.server.Ids;
import dev.hephaestus.server.grpc.GrpcServer;
import dev.hephaestus.server.grpc.GrpcServerOptions;
import dev.hephaestus.server.grpc.Sessions;
import dev.hephaestus.server.ingest.LogProcessor;
import dev.hephaestus.server.ingest.StoredRecord;
import dev.hephaestus.server.node.NodeManager;
import dev.hephaestus.server.node.NodeTimeouts;
import dev.hephaestus.server.store.Database;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The real way of a record: gRPC, ingest, SQLite with every commit on disk. */
final class RealServer implements AutoCloseable {
  private static final int PAGE = 5_000;

  private final Database database;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Map<String, Integer> counts = new HashMap<>();
  private long counted;
  private GrpcServer server;

  RealServer(Path data) {
    database = Database.open(data);
    server = started(0);
  }

  private GrpcServer started(int port) {
    Ids ids = database.ids();
    NodeManager nodes =
        new NodeManager(
            database.nodes(),
            location -> {},
            Runnable::run,
            ids,
            Clock.systemUTC(),
            NodeTimeouts.DEFAULT);
    GrpcServer started =
        new GrpcServer(
            new GrpcServerOptions(
                "127.0.0.1", port, 4 << 20, Duration.ofMillis(200), Duration.ofMillis(200)),
            nodes,
            new LogProcessor(database.records(), () -> {}, meters),
            new Sessions(new SimpleMeterRegistry()),
            node -> List.of(),
            ids);
    started.start();
    return started;
  }

  String endpoint() {
    return "127.0.0.1:" + server.port();
  }

  /** Goes away and comes back at the same address after a while. */
  void blink(Duration away) throws InterruptedException {
    int port = server.port();
    server.stop();
    Thread.sleep(away.toMillis());
    server = started(port);
  }

  /** How often each error's id is stored. */
  Map<String, Integer> stored() {
    List<StoredRecord> page = database.records().after(counted, PAGE);
    while (!page.isEmpty()) {
      for (StoredRecord stored : page) {
        if (stored.record().thrown() != null) {
          counts.merge(stored.record().message(), 1, Integer::sum);
        }
      }
      counted = page.get(page.size() - 1).position();
      page = database.records().after(counted, PAGE);
    }
    return Collections.unmodifiableMap(counts);
  }

  @Override
  public void close() {
    server.stop();
    database.close();
  }
}
