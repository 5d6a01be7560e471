package dev.hephaestus.server.store;

import dev.hephaestus.server.HephaestusException;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.RecordBatch;
import dev.hephaestus.server.ingest.SequenceGapException;
import dev.hephaestus.server.ingest.SessionKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Writes batches of several sessions with the sessions' new marks, within one transaction.
 *
 * <p>A batch that is refused leaves the others as they are.
 */
final class BatchInsertion {
  private final Handle handle;
  private final long now;
  private final Map<SessionKey, Optional<Mark>> marks = new HashMap<>();
  private final List<Row> rows = new ArrayList<>();

  /** How far a session is on disk. */
  private record Mark(long session, long sequence) {}

  @SuppressWarnings("ArrayRecordComponent") // Lives within one transaction and is never compared.
  private record Row(long session, long lastSequence, int size, byte[] body) {}

  /**
   * @param now when the rows are written, in milliseconds since 1970
   */
  BatchInsertion(Handle handle, long now) {
    this.handle = handle;
    this.now = now;
  }

  void insert(List<PendingAppend> group) {
    group.forEach(this::take);
    if (rows.isEmpty()) {
      return;
    }
    long records = rows.stream().mapToLong(Row::size).sum();
    long bytes = rows.stream().mapToLong(row -> row.body().length).sum();
    long position = Sql.advance(handle, "position", records) - records;
    Sql.advance(handle, "record_bytes", bytes);
    insertRows(position);
    raiseMarks();
  }

  private void take(PendingAppend append) {
    RecordBatch batch = append.batch();
    Optional<Mark> found = marks.computeIfAbsent(batch.session(), this::mark);
    if (found.isEmpty()) {
      append.end(notOpen(batch.session()));
      return;
    }
    Mark mark = found.get();
    if (!batch.follows(mark.sequence)) {
      append.end(
          new SequenceGapException(batch.session(), mark.sequence + 1, batch.firstSequence()));
    } else if (batch.lastSequence() <= mark.sequence) {
      append.end(mark.sequence);
    } else {
      rows.add(row(append, mark));
      marks.put(batch.session(), Optional.of(new Mark(mark.session, batch.lastSequence())));
      append.end(batch.lastSequence());
    }
  }

  private static Row row(PendingAppend append, Mark mark) {
    RecordBatch batch = append.batch();
    int known = batch.known(mark.sequence);
    List<LogRecord> fresh = batch.records().subList(known, batch.records().size());
    byte[] body = known == 0 ? append.body() : RecordCodec.encode(fresh);
    return new Row(mark.session, batch.lastSequence(), fresh.size(), body);
  }

  private void insertRows(long positionBefore) {
    long position = positionBefore;
    try (PreparedBatch insert =
        handle.prepareBatch(
            "insert into record_batch"
                + " (last_position, size, session_id, last_sequence, body, stored_ms)"
                + " values (?, ?, ?, ?, ?, ?)")) {
      for (Row row : rows) {
        position += row.size;
        insert.add(position, row.size, row.session, row.lastSequence, row.body, now);
      }
      insert.execute();
    }
  }

  private void raiseMarks() {
    Map<Long, Long> raised = new HashMap<>();
    rows.forEach(row -> raised.merge(row.session, row.lastSequence, Math::max));
    try (PreparedBatch update = handle.prepareBatch("update session set mark = ? where id = ?")) {
      raised.forEach((session, mark) -> update.add(mark, session));
      update.execute();
    }
  }

  /** Reads the mark by an update, which keeps others from the row until the transaction ends. */
  private Optional<Mark> mark(SessionKey session) {
    return handle
        .createQuery(
            "update session set mark = mark where node_id = :node and instance = :instance"
                + " and epoch = :epoch returning id, mark")
        .bind("node", session.nodeId())
        .bind("instance", session.instance())
        .bind("epoch", session.epoch())
        .map((row, context) -> new Mark(row.getLong("id"), row.getLong("mark")))
        .findOne();
  }

  private static HephaestusException notOpen(SessionKey session) {
    return new HephaestusException(
        "no session of node "
            + session.nodeId()
            + " with epoch "
            + session.epoch()
            + " is open: the node was removed; register it again");
  }
}
