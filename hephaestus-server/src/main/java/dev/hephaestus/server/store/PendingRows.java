package dev.hephaestus.server.store;

import dev.hephaestus.server.incident.Alike;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The rows of triggers that wait for their like: read together, and written together. */
final class PendingRows {
  private final Map<NodeFingerprint, List<Trigger>> stored = new HashMap<>();
  private final List<Object[]> kept = new ArrayList<>();
  private final List<Object[]> forgotten = new ArrayList<>();
  private final long now;

  /**
   * One that waits.
   *
   * @param stored whether it has a row
   */
  record Trigger(long position, Instant time, boolean stored) {}

  private PendingRows(long now) {
    this.now = now;
  }

  /**
   * Reads those that are like the groups.
   *
   * @param now when what is kept is written, in milliseconds since 1970
   */
  static PendingRows of(Handle handle, List<Alike> groups, long now) {
    PendingRows rows = new PendingRows(now);
    NodeFingerprint.inPieces(groups, (node, fingerprints) -> rows.read(handle, node, fingerprints));
    return rows;
  }

  private void read(Handle handle, String node, List<String> fingerprints) {
    handle
        .createQuery(
            "select fingerprint, position, logged_at from pending_trigger"
                + " where node_id = :node and fingerprint in (<fingerprints>)")
        .bind("node", node)
        .bindList("fingerprints", fingerprints)
        .map(
            (row, context) ->
                stored
                    .computeIfAbsent(
                        new NodeFingerprint(node, row.getString(1)), key -> new ArrayList<>())
                    .add(new Trigger(row.getLong(2), Instant.parse(row.getString(3)), true)))
        .list();
  }

  List<Trigger> of(Alike alike) {
    return stored.getOrDefault(NodeFingerprint.of(alike), List.of());
  }

  void keep(Alike alike, Collection<Trigger> triggers) {
    for (Trigger trigger : triggers) {
      if (!trigger.stored()) {
        kept.add(
            new Object[] {
              alike.nodeId(),
              alike.fingerprint().hex(),
              trigger.position(),
              trigger.time().toString(),
              now
            });
      }
    }
  }

  void forget(Alike alike, Collection<Trigger> triggers) {
    for (Trigger trigger : triggers) {
      if (trigger.stored()) {
        forgotten.add(new Object[] {alike.nodeId(), alike.fingerprint().hex(), trigger.position()});
      }
    }
  }

  /** Returns how many were added. */
  int write(Handle handle) {
    batch(
        handle,
        "delete from pending_trigger where node_id = ? and fingerprint = ? and position = ?",
        forgotten);
    batch(
        handle,
        "insert into pending_trigger (node_id, fingerprint, position, logged_at, booked_ms)"
            + " values (?, ?, ?, ?, ?)",
        kept);
    return kept.size();
  }

  private static void batch(Handle handle, String statement, List<Object[]> rows) {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedBatch batch = handle.prepareBatch(statement)) {
      rows.forEach(row -> batch.add(row));
      batch.execute();
    }
  }
}
