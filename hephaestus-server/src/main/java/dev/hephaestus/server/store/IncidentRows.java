package dev.hephaestus.server.store;

import dev.hephaestus.server.incident.Facts;
import dev.hephaestus.server.incident.Fingerprint;
import dev.hephaestus.server.incident.Incident;
import dev.hephaestus.server.incident.IncidentState;
import dev.hephaestus.server.ingest.LogRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The rows of incidents and their samples. */
final class IncidentRows {
  static final String COLUMNS =
      "id, node_id, fingerprint, state, occurrences, first_seen, last_seen, body, sample";

  private IncidentRows() {}

  static Incident read(ResultSet row) throws SQLException {
    return IncidentDocument.read(
        row.getString("body"),
        new IncidentDocument.Columns(
            row.getString("id"),
            row.getString("node_id"),
            new Fingerprint(row.getString("fingerprint")),
            IncidentState.valueOf(row.getString("state")),
            row.getLong("occurrences"),
            Instant.parse(row.getString("first_seen")),
            Instant.parse(row.getString("last_seen")),
            RecordCodec.decode(row.getBytes("sample")).get(0)));
  }

  static Optional<Incident> find(Handle handle, String id) {
    return handle
        .createQuery("select " + COLUMNS + " from incident where id = :id")
        .bind("id", id)
        .map((row, context) -> read(row))
        .findOne();
  }

  static void insert(Handle handle, Incident incident, Facts facts, int rules) {
    handle
        .createUpdate(
            "insert into incident ("
                + COLUMNS
                + ", rules, facts, handling) values (:id, :node, :fingerprint, :state, :count,"
                + " :first, :last, :body, :sample, :rules, :facts, '')")
        .bind("id", incident.id())
        .bind("node", incident.nodeId())
        .bind("fingerprint", incident.fingerprint().hex())
        .bind("state", incident.state().name())
        .bind("count", incident.count())
        .bind("first", incident.firstSeen().toString())
        .bind("last", incident.lastSeen().toString())
        .bind("body", IncidentDocument.write(incident))
        .bind("sample", RecordCodec.encode(List.of(incident.sample())))
        .bind("rules", rules)
        .bind("facts", FactsDocument.write(facts))
        .execute();
    alias(handle, incident.nodeId(), incident.fingerprint(), incident.id());
  }

  static void alias(Handle handle, String nodeId, Fingerprint fingerprint, String id) {
    handle.execute(
        "insert into incident_fingerprint (node_id, fingerprint, incident_id) values (?, ?, ?)"
            + " on conflict (node_id, fingerprint) do nothing",
        nodeId,
        fingerprint.hex(),
        id);
  }

  static void keepSample(Handle handle, String id, String kind, LogRecord record) {
    handle
        .createUpdate(
            "insert into incident_sample (incident_id, kind, body) values (:id, :kind, :body)"
                + " on conflict (incident_id, kind) do update set body = excluded.body")
        .bind("id", id)
        .bind("kind", kind)
        .bind("body", RecordCodec.encode(List.of(record)))
        .execute();
  }

  static Optional<LogRecord> sample(Handle handle, String id, String kind) {
    return handle
        .createQuery("select body from incident_sample where incident_id = :id and kind = :kind")
        .bind("id", id)
        .bind("kind", kind)
        .map((row, context) -> RecordCodec.decode(row.getBytes("body")).get(0))
        .findOne();
  }
}
