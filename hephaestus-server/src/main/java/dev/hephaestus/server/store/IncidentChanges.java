package dev.hephaestus.server.store;

import dev.hephaestus.server.incident.Facts;
import dev.hephaestus.server.incident.Incident;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.store.KnownIncidents.Known;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** What a booking changes, written together at its end: a statement is prepared once for all. */
final class IncidentChanges {
  private final Map<String, Known> raised = new LinkedHashMap<>();
  private final Map<String, Made> made = new LinkedHashMap<>();
  private final Map<Sample, LogRecord> samples = new LinkedHashMap<>();

  private record Made(Incident incident, Facts facts) {}

  private record Sample(String incidentId, String kind) {}

  void raise(Known known) {
    raised.put(known.id(), known);
  }

  void make(Incident incident, Facts facts) {
    made.put(incident.id(), new Made(incident, facts));
  }

  void keepSample(String incidentId, String kind, LogRecord record) {
    samples.put(new Sample(incidentId, kind), record);
  }

  void write(Handle handle, int rules) {
    if (!made.isEmpty()) {
      insert(handle, rules);
    }
    if (!raised.isEmpty()) {
      update(handle);
    }
    if (!samples.isEmpty()) {
      writeSamples(handle);
    }
  }

  private void insert(Handle handle, int rules) {
    try (PreparedBatch rows = handle.prepareBatch(IncidentRows.INSERT);
        PreparedBatch names = handle.prepareBatch(IncidentRows.ALIAS)) {
      for (Made each : made.values()) {
        Incident incident = each.incident;
        rows.add(
            incident.id(),
            incident.nodeId(),
            incident.fingerprint().hex(),
            incident.state().name(),
            incident.count(),
            incident.firstSeen().toString(),
            incident.lastSeen().toString(),
            IncidentDocument.write(incident),
            RecordCodec.encode(List.of(incident.sample())),
            rules,
            FactsDocument.write(each.facts));
        names.add(incident.nodeId(), incident.fingerprint().hex(), incident.id());
      }
      rows.execute();
      names.execute();
    }
  }

  private void update(Handle handle) {
    try (PreparedBatch rows =
        handle.prepareBatch(
            "update incident set occurrences = ?, first_seen = ?, last_seen = ?, facts = ?,"
                + " state = ?, handling = ? where id = ?")) {
      for (Known known : raised.values()) {
        rows.add(
            known.count(),
            known.first().toString(),
            known.last().toString(),
            FactsDocument.write(known.facts()),
            known.state().name(),
            known.handling().write(),
            known.id());
      }
      rows.execute();
    }
  }

  private void writeSamples(Handle handle) {
    try (PreparedBatch rows = handle.prepareBatch(IncidentRows.KEEP_SAMPLE)) {
      samples.forEach(
          (sample, record) ->
              rows.add(sample.incidentId, sample.kind, RecordCodec.encode(List.of(record))));
      rows.execute();
    }
  }
}
