package dev.hephaestus.server.store;

import dev.hephaestus.server.ingest.ExpiringRecords;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Lets go of the oldest batches of records in SQL.
 *
 * <p><i>Shape:</i> the pages of what is gone are used again; the file does not shrink.
 */
final class SqlExpiringRecords implements ExpiringRecords {
  private static final int ROWS_A_STEP = 64;

  private final Sql sql;

  SqlExpiringRecords(Sql sql) {
    this.sql = sql;
  }

  private record Row(long lastPosition, long bytes) {}

  @Override
  public boolean expire(Instant storedBefore, long mostBytes) {
    // What is due is looked for by a reader, so that most rounds take no lock.
    if (sql.read(handle -> due(handle, storedBefore, mostBytes)).isEmpty()) {
      return false;
    }
    return sql.write(
        handle -> {
          List<Row> rows = due(handle, storedBefore, mostBytes);
          delete(handle, rows);
          return !rows.isEmpty();
        });
  }

  private static List<Row> due(Handle handle, Instant storedBefore, long mostBytes) {
    List<Row> old = aged(handle, storedBefore);
    return old.isEmpty() ? tooMany(handle, mostBytes) : old;
  }

  private static List<Row> aged(Handle handle, Instant storedBefore) {
    return handle
        .createQuery(
            "select last_position, length(body) as bytes from record_batch"
                + " where stored_ms > 0 and stored_ms < :before and last_position <= :read"
                + " order by stored_ms, last_position limit :limit")
        .bind("before", storedBefore.toEpochMilli())
        .bind("read", counter(handle, "detected"))
        .bind("limit", ROWS_A_STEP)
        .map((row, context) -> new Row(row.getLong("last_position"), row.getLong("bytes")))
        .list();
  }

  private static List<Row> tooMany(Handle handle, long mostBytes) {
    long over = counter(handle, "record_bytes") - mostBytes;
    if (over <= 0) {
      return List.of();
    }
    List<Row> oldest =
        handle
            .createQuery(
                "select last_position, length(body) as bytes from record_batch"
                    + " where last_position <= :read order by last_position limit :limit")
            .bind("read", counter(handle, "detected"))
            .bind("limit", ROWS_A_STEP)
            .map((row, context) -> new Row(row.getLong("last_position"), row.getLong("bytes")))
            .list();
    int count = 0;
    for (long freed = 0; count < oldest.size() && freed < over; count++) {
      freed += oldest.get(count).bytes;
    }
    return oldest.subList(0, count);
  }

  private static void delete(Handle handle, List<Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedBatch delete =
        handle.prepareBatch("delete from record_batch where last_position = ?")) {
      rows.forEach(row -> delete.add(row.lastPosition));
      delete.execute();
    }
    Sql.advance(handle, "record_bytes", -rows.stream().mapToLong(Row::bytes).sum());
  }

  private static long counter(Handle handle, String name) {
    return handle
        .createQuery("select value from counter where name = :name")
        .bind("name", name)
        .mapTo(long.class)
        .one();
  }

  @Override
  public boolean forgetSessions(Instant openedBefore) {
    List<Long> forgotten = sql.read(handle -> unused(handle, openedBefore));
    if (forgotten.isEmpty()) {
      return false;
    }
    return sql.write(
        handle -> {
          List<Long> sessions = unused(handle, openedBefore);
          sessions.forEach(id -> handle.execute("delete from session where id = ?", id));
          return !sessions.isEmpty();
        });
  }

  private static List<Long> unused(Handle handle, Instant openedBefore) {
    return handle
        .createQuery(
            "select id from session where opened_ms > 0 and opened_ms < :before and not exists"
                + " (select 1 from record_batch where record_batch.session_id = session.id)"
                + " order by opened_ms limit :limit")
        .bind("before", openedBefore.toEpochMilli())
        .bind("limit", ROWS_A_STEP)
        .mapTo(Long.class)
        .list();
  }
}
