package dev.hephaestus.server.pipeline;

import dev.hephaestus.server.delivery.Receipt;
import dev.hephaestus.server.incident.Fingerprint;
import dev.hephaestus.server.incident.Incident;
import dev.hephaestus.server.incident.IncidentState;
import dev.hephaestus.server.incident.Sighting;
import dev.hephaestus.server.ingest.Resource;
import dev.hephaestus.server.ingest.SessionKey;
import dev.hephaestus.server.ingest.StoredRecord;
import dev.hephaestus.server.node.Node;
import dev.hephaestus.server.node.NodeSettings;
import dev.hephaestus.server.node.NodeState;
import dev.hephaestus.server.node.Threshold;
import dev.hephaestus.server.repair.Cost;
import dev.hephaestus.server.store.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A database in which a run of a node waits. */
record QueuedRun(Database database, Incident incident) implements AutoCloseable {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  static QueuedRun in(Path folder) {
    Database database = Database.open(folder);
    Fault fault = Script.fault();
    database
        .nodes()
        .addIfAbsent(
            new Node(
                "n1",
                "shop",
                fault.repository(),
                NodeSettings.DEFAULT,
                NodeState.ACTIVE,
                "",
                NOW,
                NOW));
    StoredRecord stored =
        new StoredRecord(
            1,
            new SessionKey("n1", "one", 1),
            1,
            new Resource("shop", "", "", "", Map.of()),
            fault.record());
    Fingerprint fingerprint = new Fingerprint("0".repeat(32));
    Incident incident =
        database
            .incidents()
            .book(List.of(new Sighting(stored, fingerprint, "E: why", Threshold.DEFAULT)), 1)
            .get(0);
    QueuedRun queued = new QueuedRun(database, incident);
    queued.add("r1");
    return queued;
  }

  private Run add(String id) {
    return database
        .runs()
        .addIfNoneOpen(
            new Run(
                id,
                incident.id(),
                "n1",
                RunState.QUEUED,
                "waiting",
                "",
                0,
                Cost.NONE,
                NOW,
                Optional.empty()));
  }

  /** One more run of the same incident. */
  Run again(String id) {
    return add(id);
  }

  /** What the incident is about. */
  Fault fault() {
    Fault logged = Script.fault();
    return new Fault(
        logged.repository(), Optional.empty(), "", logged.record(), incident.fingerprint().hex());
  }

  Run run() {
    return database.runs().find("r1").orElseThrow();
  }

  IncidentState incidentState() {
    return database.incidents().find(incident.id()).orElseThrow().state();
  }

  RunExecutor executor(RepairPipeline pipeline, RunCancellation cancellation, String solutionId) {
    return new RunExecutor(
        database.runs(),
        database.incidents(),
        database.nodes(),
        pipeline,
        (mode, solution) ->
            List.of(some -> new Receipt(Receipt.Channel.SUGGESTION, "http://localhost")),
        new RepairListener() {
          @Override
          public void started(Run some) {}

          @Override
          public void ended(Run some) {}
        },
        cancellation,
        database.experience(),
        () -> solutionId,
        Clock.systemUTC());
  }

  @Override
  public void close() {
    database.close();
  }
}
