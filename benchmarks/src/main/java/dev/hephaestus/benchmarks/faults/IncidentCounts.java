package dev.hephaestus.benchmarks.faults;

import dev.hephaestus.server.incident.BuildOrder;
import dev.hephaestus.server.incident.Incident;
import dev.hephaestus.server.incident.IncidentDetector;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.Thrown;
import dev.hephaestus.server.node.NodeSettings;
import dev.hephaestus.server.store.Database;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The errors that are stored beside the incidents that they were counted in. */
final class IncidentCounts {
  private static final int MOST = 1_000;
  private static final long PATIENCE_MS = 120_000;

  private final Map<String, Long> stored = new HashMap<>();

  void take(LogRecord record) {
    Thrown thrown = record.thrown();
    if (thrown != null) {
      stored.merge(fault(thrown), 1L, Long::sum);
    }
  }

  long errors() {
    return stored.values().stream().mapToLong(Long::longValue).sum();
  }

  /** By how much the counts differ, once all up to the position are counted. */
  long miscounted(Database database, long last) throws InterruptedException {
    try (IncidentDetector rest = detector(database)) {
      rest.start();
      long end = System.currentTimeMillis() + PATIENCE_MS;
      while (database.incidents().position() < last) {
        if (System.currentTimeMillis() > end) {
          throw new IllegalStateException(
              "incidents are at " + database.incidents().position() + " and do not get to " + last);
        }
        Thread.sleep(10);
      }
    }
    Map<String, Long> counted = new HashMap<>();
    for (Incident incident : database.incidents().unworked("", MOST)) {
      Thrown thrown = incident.sample().thrown();
      counted.merge(thrown == null ? "" : fault(thrown), incident.count(), Long::sum);
    }
    Set<String> faults = new HashSet<>(stored.keySet());
    faults.addAll(counted.keySet());
    return faults.stream()
        .mapToLong(
            fault -> Math.abs(stored.getOrDefault(fault, 0L) - counted.getOrDefault(fault, 0L)))
        .sum();
  }

  private static String fault(Thrown thrown) {
    return thrown.frames().get(0).className();
  }

  private static IncidentDetector detector(Database database) {
    return new IncidentDetector(
        database.records(),
        database.incidents(),
        id -> Optional.of(NodeSettings.DEFAULT),
        BuildOrder.UNKNOWN,
        incident -> {},
        Clock.systemUTC());
  }
}
