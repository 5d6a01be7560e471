package dev.hephaestus.server.store;

import dev.hephaestus.server.incident.Alike;
import dev.hephaestus.server.incident.Mark;
import dev.hephaestus.server.ingest.StoredRecord;
import dev.hephaestus.server.store.PendingRows.Trigger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jdbi.v3.core.Handle;

/**
 * Counts triggers until there are enough of their like within the window.
 *
 * <p>The window is one of the records' own times, so that triggers which waited in a client or in
 * the server's queue are counted by when they were logged.
 */
final class PendingTriggers {
  /** No window is longer than a day; the rest is for clients that were cut off. */
  private static final Duration KEPT = Duration.ofDays(2);

  /** How many of a node are kept: as many as the highest threshold asks for. */
  static final int MOST = 100_000;

  private final Clock clock;
  private final int most;
  private final int between;
  private long added;

  PendingTriggers(Clock clock, int most) {
    this.clock = clock;
    this.most = most;
    // Counting them is not for every booking; the first after a start counts.
    this.between = Math.max(1, most / 10);
    this.added = between;
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

  /** What waits of the groups' like. */
  PendingRows rows(Handle handle, List<Alike> groups) {
    return PendingRows.of(handle, groups, clock.millis());
  }

  /** Adds triggers of one kind, and returns whether that was enough for an incident. */
  Optional<Reached> add(Handle handle, Alike alike, PendingRows rows) {
    List<Mark> marks = alike.marks();
    PriorityQueue<Trigger> window = new PriorityQueue<>(Comparator.comparing(Trigger::time));
    window.addAll(rows.of(alike));
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
        rows.forget(alike, rows.of(alike));
        return Optional.of(reached(handle, window, alike, i));
      }
    }
    rows.forget(alike, expired);
    rows.keep(alike, window);
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
      first = more.time().isBefore(first) ? more.time() : first;
      latest = more.time().isAfter(latest) ? more.time() : latest;
    }
    return new Reached(
        sample(handle, firstPosition, alike), window.size() + (long) rest.size(), first, latest);
  }

  private static StoredRecord sample(Handle handle, long position, Alike alike) {
    return alike.at(position).or(() -> SqlRecordStore.at(handle, position)).orElseGet(alike::first);
  }

  /**
   * Writes what is to be kept, and forgets triggers that were booked too long ago to be within any
   * window, and the oldest of a node that has too many: of errors that are all different most never
   * come again.
   */
  void write(Handle handle, PendingRows rows) {
    added += rows.write(handle);
    handle.execute(
        "delete from pending_trigger where booked_ms < ?", clock.millis() - KEPT.toMillis());
    if (added >= between) {
      added = 0;
      handle
          .createQuery(
              "select node_id from pending_trigger group by node_id having count(*) > :most")
          .bind("most", most)
          .mapTo(String.class)
          .list()
          .forEach(node -> forgetOldest(handle, node));
    }
  }

  private void forgetOldest(Handle handle, String node) {
    handle.execute(
        "delete from pending_trigger where node_id = ? and position <="
            + " (select position from pending_trigger where node_id = ?"
            + " order by position desc limit 1 offset ?)",
        node,
        node,
        most);
  }
}
