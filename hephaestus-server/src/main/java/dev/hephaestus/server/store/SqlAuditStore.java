package dev.hephaestus.server.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hephaestus.server.security.AuditEntry;
import dev.hephaestus.server.security.AuditEvent;
import dev.hephaestus.server.security.AuditStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The audit log's entries in SQL; there is no statement that changes or deletes one. */
final class SqlAuditStore implements AuditStore {
  private static final int VERSION = 1;
  private static final String ENTRIES =
      "select sequence, recorded, body, previous, hash from audit_entry";

  private final Sql sql;

  SqlAuditStore(Sql sql) {
    this.sql = sql;
  }

  @Override
  public List<AuditEntry> append(Instant recorded, List<AuditEvent> events) {
    return sql.write(
        handle -> {
          Optional<AuditEntry> last = last(handle);
          List<AuditEntry> added = new ArrayList<>();
          for (AuditEvent event : events) {
            AuditEntry entry =
                AuditEntry.after(
                    last.map(AuditEntry::hash).orElse(AuditEntry.NOTHING),
                    last.map(AuditEntry::sequence).orElse(0L) + 1,
                    recorded,
                    event);
            add(handle, entry);
            added.add(entry);
            last = Optional.of(entry);
          }
          return added;
        });
  }

  /** The counter's row is what keeps two processes from writing the same number. */
  private static Optional<AuditEntry> last(Handle handle) {
    handle.execute("update counter set value = value where name = 'check'");
    return handle
        .createQuery(ENTRIES + " order by sequence desc limit 1")
        .map((row, context) -> entry(row))
        .findOne();
  }

  private static void add(Handle handle, AuditEntry entry) {
    handle
        .createUpdate(
            "insert into audit_entry (sequence, recorded, body, previous, hash)"
                + " values (:sequence, :recorded, :body, :previous, :hash)")
        .bind("sequence", entry.sequence())
        .bind("recorded", entry.recorded().toString())
        .bind("body", body(entry.event()))
        .bind("previous", entry.previous())
        .bind("hash", entry.hash())
        .execute();
  }

  @Override
  public List<AuditEntry> after(long sequence, int limit) {
    return sql.read(
        handle ->
            handle
                .createQuery(ENTRIES + " where sequence > :after order by sequence limit :limit")
                .bind("after", sequence)
                .bind("limit", limit)
                .map((row, context) -> entry(row))
                .list());
  }

  @Override
  public List<AuditEntry> newest(int limit) {
    return sql.read(
        handle ->
            handle
                .createQuery(ENTRIES + " order by sequence desc limit :limit")
                .bind("limit", limit)
                .map((row, context) -> entry(row))
                .list());
  }

  private static String body(AuditEvent event) {
    ObjectNode body = Json.document(VERSION);
    body.put("actor", event.actor());
    body.put("tenant", event.tenant());
    body.put("action", event.action());
    body.put("target", event.target());
    body.set("details", Json.map(event.details()));
    return Json.write(body);
  }

  private static AuditEntry entry(ResultSet row) throws SQLException {
    JsonNode body = Json.read(row.getString("body"), VERSION);
    return new AuditEntry(
        row.getLong("sequence"),
        Instant.parse(row.getString("recorded")),
        new AuditEvent(
            Json.text(body, "actor"),
            Json.text(body, "tenant"),
            Json.text(body, "action"),
            Json.text(body, "target"),
            Json.textMap(body, "details")),
        row.getString("previous"),
        row.getString("hash"));
  }
}
