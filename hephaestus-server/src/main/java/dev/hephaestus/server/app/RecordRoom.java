package dev.hephaestus.server.app;

import dev.hephaestus.server.incident.IncidentDetector;
import dev.hephaestus.server.ingest.LogProcessor;
import dev.hephaestus.server.ingest.RecordRetention;
import dev.hephaestus.server.ingest.RecordScrubber;
import dev.hephaestus.server.node.Node;
import dev.hephaestus.server.pipeline.IncidentRuns;
import dev.hephaestus.server.store.Database;

/**
 * The records, wired: stored, looked through for incidents, and let go of in time.
 *
 * @param processor makes them durable
 * @param detector finds incidents in them
 * @param retention lets go of the oldest
 */
record RecordRoom(LogProcessor processor, IncidentDetector detector, RecordRetention retention) {

  /** Wires it; nothing runs yet. */
  static RecordRoom wire(Foundation base, Stages stages, IncidentRuns begun) {
    Database database = base.database();
    IncidentDetector detector =
        base.parts()
            .add(
                new IncidentDetector(
                    database.records(),
                    database.incidents(),
                    id -> database.nodes().find(id).map(Node::settings),
                    (nodeId, build, commit) ->
                        database
                            .nodes()
                            .find(nodeId)
                            .flatMap(
                                node ->
                                    stages
                                        .repositories()
                                        .contains(node.repository(), build, commit)),
                    base.counted().begun(begun),
                    base.clock()));
    base.counted().count(detector);
    LogProcessor processor =
        new LogProcessor(
            database.records(),
            new RecordScrubber(base.configuration().security().scrubber(), base.meters()),
            detector::wake,
            base.meters());
    RecordRetention retention =
        base.parts()
            .add(
                new RecordRetention(
                    database.expiringRecords(), base.configuration().records(), base.clock()));
    return new RecordRoom(processor, detector, retention);
  }

  /** From now on incidents are looked for. */
  void start() {
    detector.start();
    retention.start();
  }
}
