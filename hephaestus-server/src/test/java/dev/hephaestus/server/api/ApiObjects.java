package dev.hephaestus.server.api;

import dev.hephaestus.server.delivery.Receipt;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.incident.Booking;
import dev.hephaestus.server.incident.Findings;
import dev.hephaestus.server.incident.Fingerprint;
import dev.hephaestus.server.incident.Incident;
import dev.hephaestus.server.incident.Sighting;
import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.Level;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.Resource;
import dev.hephaestus.server.ingest.SessionKey;
import dev.hephaestus.server.ingest.StoredRecord;
import dev.hephaestus.server.ingest.Thrown;
import dev.hephaestus.server.node.Mode;
import dev.hephaestus.server.node.Node;
import dev.hephaestus.server.node.NodeSettings;
import dev.hephaestus.server.node.NodeState;
import dev.hephaestus.server.node.Threshold;
import dev.hephaestus.server.pipeline.Attempt;
import dev.hephaestus.server.pipeline.Run;
import dev.hephaestus.server.pipeline.RunState;
import dev.hephaestus.server.pipeline.RunSuspect;
import dev.hephaestus.server.repair.Cost;
import dev.hephaestus.server.repair.FileChange;
import dev.hephaestus.server.repair.Patch;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.store.Database;
import dev.hephaestus.server.validation.Reproduction;
import dev.hephaestus.server.validation.Verdict;
import dev.hephaestus.server.validation.VerdictLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stores what the API then shows. */
final class ApiObjects {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456789Z");

  private final Database database;
  private long position;

  ApiObjects(Database database) {
    this.database = database;
  }

  Node node(String service) {
    return database
        .nodes()
        .addIfAbsent(
            new Node(
                database.ids().next(),
                service,
                new RepositoryLocation(
                    "https://user:t0ken@git.example/" + service + ".git",
                    Optional.of("main"),
                    Optional.empty()),
                new NodeSettings(
                    Mode.DEPLOY,
                    new Threshold(Level.WARN, 3, Duration.ofSeconds(90)),
                    7,
                    true,
                    List.of("shop")),
                NodeState.ACTIVE,
                "",
                NOON,
                NOON.plusSeconds(5)));
  }

  /** An incident whose title is hostile: a log's text is whatever an attacker made it. */
  Incident incident(String nodeId) {
    position++;
    Fingerprint fingerprint = new Fingerprint(String.format("%032x", position));
    return book(nodeId, fingerprint, NOON, "host-1").made().getFirst();
  }

  /** The incident is seen once more. */
  Booking seen(Incident incident, Instant time, String host) {
    position++;
    return book(incident.nodeId(), incident.fingerprint(), time, host);
  }

  private Booking book(String nodeId, Fingerprint fingerprint, Instant time, String host) {
    Thrown thrown =
        Thrown.of(
            "java.lang.NullPointerException",
            "x",
            List.of(Frame.of("shop.Cart", "total", "Cart.java", 42)));
    LogRecord record =
        LogRecord.of(time, Level.ERROR, "shop.Cart", "</script>\u2028\"\ud800", thrown);
    Sighting sighting =
        new Sighting(
            new StoredRecord(
                position,
                new SessionKey(nodeId, "pod", 1),
                position,
                new Resource("shop", "1.4.2", "", host, Map.of()),
                record),
            fingerprint,
            "</script>\u2028\"\ud800",
            Threshold.DEFAULT);
    return database.incidents().book(Findings.of(List.of(sighting), position));
  }

  Run run(Incident incident) {
    Run queued =
        new Run(
            database.ids().next(),
            incident.id(),
            incident.nodeId(),
            RunState.QUEUED,
            "",
            "",
            0,
            Cost.NONE,
            NOON,
            Optional.empty());
    database.runs().addIfNoneOpen(queued);
    Run ended =
        new Run(
            queued.id(),
            incident.id(),
            incident.nodeId(),
            RunState.FIXED,
            "delivering",
            "",
            1,
            new Cost(100, 20, 0.25),
            NOON,
            Optional.of(NOON.plusSeconds(9)));
    database.runs().update(ended);
    database
        .runs()
        .keep(
            ended.id(),
            List.of(new RunSuspect(1, "A.java", "A.x", 3, 9, 0.75, List.of("top frame"))));
    database
        .runs()
        .keep(
            ended.id(),
            new Attempt(
                1,
                "null-guard",
                "x is null",
                "--- a",
                "accepted",
                "",
                List.of("d1"),
                "select",
                "fix it",
                "done",
                1_500,
                new Cost(70, 7, 0.125)));
    return ended;
  }

  Solution solution(Run run) {
    Solution solution =
        database
            .runs()
            .keep(
                run.id(),
                new Solution(
                    database.ids().next(),
                    run.incidentId(),
                    run.nodeId(),
                    "0".repeat(32),
                    "java.lang.NullPointerException: x",
                    "x is null",
                    new Patch(List.of(new FileChange("A.java", "class A {}\n", "class B {}\n"))),
                    new Verdict.Accepted(
                        VerdictLevel.REPRODUCED,
                        List.of("12 tests pass"),
                        Optional.of(
                            new Reproduction("ATest.java", "class ATest {}", "ATest.x", "A.x()"))),
                    "null-guard",
                    RepositoryLocation.of("/srv/shop.git"),
                    "0123456789abcdef0123456789abcdef01234567",
                    "java.lang.NullPointerException",
                    NOON));
    database
        .runs()
        .keep(solution.id(), new Receipt(Receipt.Channel.PULL_REQUEST, "https://git.example/1"));
    return solution;
  }
}
