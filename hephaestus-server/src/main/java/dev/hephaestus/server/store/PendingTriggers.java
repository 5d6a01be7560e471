package dev.hephaestus.server.store;

import dev.hephaestus.server.incident.Alike;
import dev.hephaestus.server.incident.Fingerprint;
import dev.hephaestus.server.incident.Mark;
import dev.hephaestus.server.ingest.StoredRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Counts triggers until there are enough of their like within the window.
 *
 * <p>The window is one of the records' own times, so that triggers which waited in a client or in
 * the server's queue are counted by when they were logged.
 */
final class PendingTriggers {
  /** No window is longer than a day; the rest is for clients that were cut off. */
  private static final Duration KEPT = Duration.ofDays(2);

  private final Clock clock;

  PendingTriggers(Clock clock) {
    this.clock = clock;
  }

  /**
   * A threshold that was reached.
   *
   * @param sample the first of the triggers
   * @param count how many there were
   * @param first the earliest one's time
   * @param last the latest one's time
   */
  record Reached(StoredRecord sample, long count, Instant first, Instant last) {}

  private record Trigger(long position, Instant time, boolean stored) {}

  /** Adds triggers of one kind, and returns whether that was enough for an incident. */
  Optional<Reached> add(Handle handle, Alike alike) {
    String nodeId = alike.nodeId();
    Fingerprint fingerprint = alike.fingerprint();
    List<Mark> marks = alike.marks();
    PriorityQueue<Trigger> window = new PriorityQueue<>(Comparator.comparing(Trigger::time));
    window.addAll(stored(handle, nodeId, fingerprint));
    Instant latest =
        window.stream().map(Trigger::time).max(Comparator.naturalOrder()).orElse(Instant.MIN);
    List<Trigger> expired = new ArrayList<>();
    for (int i = 0; i < marks.size(); i++) {
      Mark mark = marks.get(i);
      Instant time = mark.time();
      latest = time.isAfter(latest) ? time : latest;
      window.add(new Trigger(mark.position(), time, false));
      Duration length = mark.threshold().window();
      while (isOver(window.element().time(), length, latest)) {
        expired.add(window.remove());
      }
      if (window.size() >= mark.threshold().count()) {
        forget(handle, nodeId, fingerprint);
        return Optional.of(reached(handle, window, alike, i));
      }
    }
    expired.forEach(trigger -> forget(handle, nodeId, fingerprint, trigger));
    keep(handle, nodeId, fingerprint, window);
    return Optional.empty();
  }

  private static boolean isOver(Instant time, Duration window, Instant latest) {
    return Duration.between(time, latest).compareTo(window) >= 0;
  }

  private static Reached reached(
      Handle handle, PriorityQueue<Trigger> window, Alike alike, int last) {
    Instant first = window.element().time();
    Instant latest = first;
    long firstPosition = Long.MAX_VALUE;
    for (Trigger trigger : window) {
      latest = trigger.time().isAfter(latest) ? trigger.time() : latest;
      firstPosition = Math.min(firstPosition, trigger.position());
    }
    // What follows in the same call finds an incident that stands already.
    List<Mark> rest = alike.marks().subList(last + 1, alike.marks().size());
    for (Mark more : rest) {
      Instant time = more.time();
      first = time.isBefore(first) ? time : first;
      latest = time.isAfter(latest) ? time : latest;
    }
    return new Reached(
        sample(handle, firstPosition, alike), window.size() + (long) rest.size(), first, latest);
  }

  private static StoredRecord sample(Handle handle, long position, Alike alike) {
    return alike
        .at(position)
        .or(() -> SqlRecordStore.at(handle, position))
        .orElseGet(alike::first);
  }

  private static List<Trigger> stored(Handle handle, String nodeId, Fingerprint fingerprint) {
    return handle
        .createQuery(
            "select position, logged_at from pending_trigger"
                + " where node_id = :node and fingerprint = :fingerprint")
        .bind("node", nodeId)
        .bind("fingerprint", fingerprint.hex())
        .map(
            (row, context) ->
                new Trigger(
                    row.getLong("position"), Instant.parse(row.getString("logged_at")), true))
        .list();
  }

  private void keep(
      Handle handle, String nodeId, Fingerprint fingerprint, PriorityQueue<Trigger> window) {
    try (PreparedBatch batch =
        handle.prepareBatch(
            "insert into pending_trigger (node_id, fingerprint, position, logged_at, booked_ms)"
                + " values (:node, :fingerprint, :position, :logged, :booked)")) {
      for (Trigger trigger : window) {
        if (!trigger.stored()) {
          batch
              .bind("node", nodeId)
              .bind("fingerprint", fingerprint.hex())
              .bind("position", trigger.position())
              .bind("logged", trigger.time().toString())
              .bind("booked", clock.millis())
              .add();
        }
      }
      if (batch.size() > 0) {
        batch.execute();
      }
    }
  }

  private static void forget(
      Handle handle, String nodeId, Fingerprint fingerprint, Trigger trigger) {
    if (trigger.stored()) {
      handle.execute(
          "delete from pending_trigger where node_id = ? and fingerprint = ? and position = ?",
          nodeId,
          fingerprint.hex(),
          trigger.position());
    }
  }

  private static void forget(Handle handle, String nodeId, Fingerprint fingerprint) {
    handle.execute(
        "delete from pending_trigger where node_id = ? and fingerprint = ?",
        nodeId,
        fingerprint.hex());
  }

  /** Forgets triggers that were booked too long ago to be within any window. */
  void forgetOld(Handle handle) {
    handle.execute(
        "delete from pending_trigger where booked_ms < ?", clock.millis() - KEPT.toMillis());
  }
}
