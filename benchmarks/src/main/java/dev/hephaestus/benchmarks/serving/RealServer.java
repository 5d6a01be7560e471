package dev.hephaestus.benchmarks.serving;

import dev.hephaestus.scrubbing.Scrubber;
import dev.hephaestus.server.Ids;
import dev.hephaestus.server.grpc.GrpcServer;
import dev.hephaestus.server.grpc.GrpcServerOptions;
import dev.hephaestus.server.grpc.Sessions;
import dev.hephaestus.server.incident.BuildOrder;
import dev.hephaestus.server.incident.IncidentDetector;
import dev.hephaestus.server.ingest.ClientBalances;
import dev.hephaestus.server.ingest.LogProcessor;
import dev.hephaestus.server.ingest.RecordScrubber;
import dev.hephaestus.server.ingest.StoredRecord;
import dev.hephaestus.server.node.Node;
import dev.hephaestus.server.node.NodeManager;
import dev.hephaestus.server.node.NodeTimeouts;
import dev.hephaestus.server.security.PortGuard;
import dev.hephaestus.server.store.Database;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The real way of a record: gRPC, ingest, SQLite with every commit on disk, and its incident. */
public final class RealServer implements AutoCloseable {
  private static final int PAGE = 5_000;

  private final Database database;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final IncidentDetector detector;
  private final Map<String, Integer> counts = new HashMap<>();
  private long counted;
  private GrpcServer server;

  /** On any free port. */
  public RealServer(Path data) {
    this(data, 0);
  }

  /** On a port, 0 for any that is free. */
  public RealServer(Path data, int port) {
    database = Database.open(data);
    detector =
        new IncidentDetector(
            database.records(),
            database.incidents(),
            id -> database.nodes().find(id).map(Node::settings),
            BuildOrder.UNKNOWN,
            incident -> {},
            Clock.systemUTC());
    server = started(port);
  }

  /** From now on incidents are looked for as well. */
  public void detect() {
    detector.start();
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
    Sessions sessions = new Sessions(new SimpleMeterRegistry());
    nodes.addListener(sessions);
    GrpcServer started =
        new GrpcServer(
            new GrpcServerOptions(
                "127.0.0.1", port, 4 << 20, Duration.ofMillis(200), Duration.ofMillis(200)),
            nodes,
            new LogProcessor(
                database.records(),
                new RecordScrubber(Scrubber.builder().build(), meters),
                detector::wake,
                meters),
            sessions,
            new ClientBalances(meters, id -> id),
            node -> List.of(),
            ids,
            Optional.empty(),
            PortGuard.plain(database.apiKeys(), meters, Clock.systemUTC()));
    started.start();
    return started;
  }

  /** Where clients connect. */
  public String endpoint() {
    return "127.0.0.1:" + server.port();
  }

  /** The port that clients connect to. */
  public int port() {
    return server.port();
  }

  /** Goes away and comes back at the same address after a while. */
  public void blink(Duration away) throws InterruptedException {
    int port = server.port();
    server.stop();
    Thread.sleep(away.toMillis());
    server = started(port);
  }

  /** How often each error's id is stored. */
  public Map<String, Integer> stored() {
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
    detector.close();
    database.close();
  }
}
