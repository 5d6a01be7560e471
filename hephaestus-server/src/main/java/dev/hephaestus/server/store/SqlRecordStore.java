package dev.hephaestus.server.store;

import dev.hephaestus.server.HephaestusException;
import dev.hephaestus.server.ingest.RecordBatch;
import dev.hephaestus.server.ingest.RecordStore;
import dev.hephaestus.server.ingest.Resource;
import dev.hephaestus.server.ingest.SessionKey;
import dev.hephaestus.server.ingest.StoredRecord;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterator;
import org.jdbi.v3.core.statement.Query;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log records in SQL: one row a batch, written with the session's mark in one transaction.
 *
 * <p>Positions are handed out under the lock that the counter's row is, so a reader that has seen a
 * position never meets a lower one later.
 */
final class SqlRecordStore implements RecordStore {
  private static final Logger log = LoggerFactory.getLogger(SqlRecordStore.class);
  private static final Duration RECENTLY = Duration.ofDays(1);
  private static final String BATCHES =
      "select b.last_position, b.size, b.last_sequence, b.body,"
          + " s.node_id, s.instance, s.epoch, s.resource"
          + " from record_batch b join session s on s.id = b.session_id";

  /** As many at once as can run: more would keep the one that commits from its turn. */
  private final Semaphore encoding = new Semaphore(Runtime.getRuntime().availableProcessors());

  private final Sql sql;
  private final Clock clock;
  private final Checkpointer checkpointer;
  private final GroupCommit commits = new GroupCommit(this::commit);
  private final Set<Long> damaged = ConcurrentHashMap.newKeySet();

  SqlRecordStore(Sql sql, Clock clock, Checkpointer checkpointer) {
    this.sql = sql;
    this.clock = clock;
    this.checkpointer = checkpointer;
  }

  @Override
  public long open(SessionKey session, Resource resource) {
    String document = ResourceDocument.write(resource);
    // What a reader sees is on disk; without a write ten thousand clients can come back at once.
    return recentlyOpened(session, document).orElseGet(() -> write(session, document));
  }

  private Optional<Long> recentlyOpened(SessionKey session, String document) {
    return sql.read(
        handle ->
            handle
                .createQuery(
                    "select mark from session where node_id = :node and instance = :instance"
                        + " and epoch = :epoch and resource = :resource and opened_ms > :recently")
                .bind("node", session.nodeId())
                .bind("instance", session.instance())
                .bind("epoch", session.epoch())
                .bind("resource", document)
                .bind("recently", clock.millis() - RECENTLY.toMillis())
                .mapTo(Long.class)
                .findOne());
  }

  private long write(SessionKey session, String document) {
    return sql.write(
        handle ->
            handle
                .createQuery(
                    "insert into session (id, node_id, instance, epoch, mark, resource, opened_ms)"
                        + " values (:id, :node, :instance, :epoch, 0, :resource, :now)"
                        + " on conflict (node_id, instance, epoch)"
                        + " do update set resource = excluded.resource,"
                        + " opened_ms = excluded.opened_ms returning mark")
                .bind("id", Sql.advance(handle, "session", 1))
                .bind("node", session.nodeId())
                .bind("instance", session.instance())
                .bind("epoch", session.epoch())
                .bind("resource", document)
                .bind("now", clock.millis())
                .mapTo(long.class)
                .one());
  }

  @Override
  public long append(RecordBatch batch) {
    return commits.append(encoded(batch));
  }

  private PendingAppend encoded(RecordBatch batch) {
    encoding.acquireUninterruptibly();
    try {
      return new PendingAppend(batch);
    } finally {
      encoding.release();
    }
  }

  private void commit(List<PendingAppend> group) {
    sql.write(
        handle -> {
          new BatchInsertion(handle, clock.millis()).insert(group);
          return group.size();
        });
    checkpointer.written(group.stream().mapToLong(append -> append.body().length).sum());
  }

  @Override
  public List<StoredRecord> after(long position, int limit) {
    return sql.read(
        handle -> {
          List<StoredRecord> records = new ArrayList<>();
          try (ResultIterator<StoredBatch> batches =
              batches(
                  handle
                      .createQuery(
                          BATCHES + " where b.last_position > :position order by b.last_position")
                      .bind("position", position))) {
            while (records.size() < limit && batches.hasNext()) {
              add(batches.next(), records, position, limit);
            }
          }
          return records;
        });
  }

  @Override
  public List<StoredRecord> preceding(StoredRecord record, int limit) {
    if (limit <= 0) {
      return List.of();
    }
    SessionKey session = record.session();
    return sql.read(
        handle -> {
          // Newest first until there are enough; the batch that holds the record comes first.
          List<StoredRecord> newestFirst = new ArrayList<>();
          try (ResultIterator<StoredBatch> batches =
              batches(
                  handle
                      .createQuery(
                          BATCHES
                              + " where s.node_id = :node and s.instance = :instance"
                              + " and s.epoch = :epoch"
                              + " and b.last_position - b.size < :position - 1"
                              + " order by b.last_position desc")
                      .bind("node", session.nodeId())
                      .bind("instance", session.instance())
                      .bind("epoch", session.epoch())
                      .bind("position", record.position()))) {
            while (newestFirst.size() < limit && batches.hasNext()) {
              addBefore(record.position(), batches.next(), newestFirst, limit);
            }
          }
          Collections.reverse(newestFirst);
          return newestFirst;
        });
  }

  /**
   * Adds what the batch holds; one that cannot be read is passed over, and said so once: a damaged
   * row must not stop what comes after it.
   */
  private void add(StoredBatch batch, List<StoredRecord> target, long after, int limit) {
    try {
      batch.addTo(target, after, limit);
    } catch (HephaestusException e) {
      if (damaged.add(batch.lastPosition())) {
        log.error(
            "records up to position {} of {} are passed over",
            batch.lastPosition(),
            batch.session(),
            e);
      }
    }
  }

  private void addBefore(
      long position, StoredBatch batch, List<StoredRecord> newestFirst, int limit) {
    List<StoredRecord> all = new ArrayList<>();
    add(batch, all, 0, Integer.MAX_VALUE);
    Iterator<StoredRecord> backwards = all.reversed().iterator();
    while (newestFirst.size() < limit && backwards.hasNext()) {
      StoredRecord candidate = backwards.next();
      if (candidate.position() < position) {
        newestFirst.add(candidate);
      }
    }
  }

  /** The record at a position, where it is still kept. */
  static Optional<StoredRecord> at(Handle handle, long position) {
    List<StoredRecord> found = new ArrayList<>();
    try (ResultIterator<StoredBatch> batches =
        batches(
            handle
                .createQuery(
                    BATCHES
                        + " where b.last_position >= :position order by b.last_position limit 1")
                .bind("position", position))) {
      if (batches.hasNext()) {
        batches.next().addTo(found, position - 1, 1);
      }
    } catch (HephaestusException e) {
      log.warn("the record at position {} cannot be read", position, e);
    }
    return found.stream().filter(record -> record.position() == position).findFirst();
  }

  private static ResultIterator<StoredBatch> batches(Query query) {
    return query
        .map(
            (row, context) ->
                new StoredBatch(
                    row.getLong("last_position"),
                    row.getInt("size"),
                    new SessionKey(
                        row.getString("node_id"), row.getString("instance"), row.getLong("epoch")),
                    row.getLong("last_sequence"),
                    row.getString("resource"),
                    row.getBytes("body")))
        .iterator();
  }
}
