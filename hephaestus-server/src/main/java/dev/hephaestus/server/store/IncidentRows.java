package dev.hephaestus.server.store;

import dev.hephaestus.server.incident.Fingerprint;
import dev.hephaestus.server.incident.Incident;
import dev.hephaestus.server.incident.IncidentState;
import dev.hephaestus.server.ingest.LogRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The rows of incidents and their samples. */
final class IncidentRows {
  static final String COLUMNS =
      "id, node_id, fingerprint, state, occurrences, first_seen, last_seen, body, sample";

  static final String INSERT =
      "insert into incident ("
          + COLUMNS
          + ", rules, facts, handling) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '')";

  static final String ALIAS =
      "insert into incident_fingerprint (node_id, fingerprint, incident_id) values (?, ?, ?)"
          + " on conflict (node_id, fingerprint) do nothing";

  static final String KEEP_SAMPLE =
      "insert into incident_sample (incident_id, kind, body) values (?, ?, ?)"
          + " on conflict (incident_id, kind) do update set body = excluded.body";

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

  static void alias(Handle handle, String nodeId, Fingerprint fingerprint, String id) {
    handle.execute(ALIAS, nodeId, fingerprint.hex(), id);
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
