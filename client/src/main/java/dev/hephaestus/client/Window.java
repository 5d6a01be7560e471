package dev.hephaestus.client;

import dev.hephaestus.client.spool.SpoolEntry;
import dev.hephaestus.proto.v1.Batch;
import dev.hephaestus.proto.v1.LogRecord;
import dev.hephaestus.proto.v1.Loss;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Batches that the server has not acknowledged, in order; the first ones may have been sent.
 *
 * <p>Bounded by bytes, a quarter kept for WARN and above. What is in the spool is kept there alone
 * once memory is full, and read back when its turn comes.
 *
 * <p><em>Threads:</em> confined to the sender.
 */
final class Window {
  private final ArrayDeque<Held> underWay = new ArrayDeque<>();
  private final ArrayDeque<Held> waiting = new ArrayDeque<>();
  private final Losses losses;
  private final long maxBytes;
  private @Nullable Spooling spooling;
  private long bytes;
  private long nextSequence = 1;

  /** The last sequence that the server has heard of on this stream. */
  private long onWire;

  Window(long maxBytes, Losses losses) {
    this.losses = losses;
    this.maxBytes = maxBytes;
  }

  /** What another process left. */
  static Window recovered(Spooling spooling, List<SpoolEntry> entries, Losses losses) {
    Window window = new Window(0, losses);
    window.spoolTo(spooling);
    for (SpoolEntry entry : entries) {
      if (entry.firstSequence() >= window.nextSequence) { // Else it stands there twice.
        window.waiting.addLast(Held.of(entry));
        window.nextSequence = entry.lastSequence() + 1;
      }
    }
    return window;
  }

  void spoolTo(Spooling where) {
    spooling = where;
    where.onDropping(this::dropping);
  }

  /** Whether a record of this level may still be added to so many pending bytes. */
  boolean hasRoom(RecordLevel level, LogRecord.Role role, long pendingBytes) {
    if (spooling != null && role != LogRecord.Role.ROLE_UNSPECIFIED && spooling.isUsable()) {
      return true;
    }
    boolean important = level.isAtLeast(RecordLevel.WARN);
    return bytes + pendingBytes < (important ? maxBytes : maxBytes - maxBytes / 4);
  }

  /** Gives the records the next sequences, and reports what was lost until now with them. */
  void add(List<LogRecord> records) {
    boolean full = bytes >= maxBytes;
    if (full && spooling != null && !spooling.takes(records)) {
      records.forEach(this::lost);
      return;
    }
    Batch batch =
        SharedParts.of(records).setFirstSequence(nextSequence).addAllLosses(losses.take()).build();
    nextSequence += records.size();
    Held held = Held.of(batch, spooling == null ? null : spooling.write(batch));
    if (full && held.entry != null) {
      held.batch = null;
    }
    waiting.addLast(held);
    bytes += held.bytes();
  }

  boolean isEmpty() {
    return waiting.isEmpty() && underWay.isEmpty();
  }

  boolean hasUnacknowledgedSent() {
    return !underWay.isEmpty();
  }

  long firstUnacknowledged() {
    Held first = underWay.isEmpty() ? waiting.peekFirst() : underWay.peekFirst();
    return first == null ? nextSequence : first.firstSequence;
  }

  long lastAssigned() {
    return nextSequence - 1;
  }

  /** How many records wait for their acknowledgement, in memory alone or spooled as well. */
  long records(boolean spooled) {
    return count(underWay, spooled) + count(waiting, spooled);
  }

  private static long count(ArrayDeque<Held> held, boolean spooled) {
    return held.stream()
        .filter(each -> (each.entry != null) == spooled)
        .mapToLong(each -> each.records)
        .sum();
  }

  /** The next batch to send, or null. */
  @Nullable Batch nextUnsent() {
    while (!waiting.isEmpty()) {
      Held next = waiting.getFirst();
      Batch batch = read(next);
      if (batch != null) {
        long skipped = next.firstSequence - onWire - 1;
        return skipped > 0 ? batch.toBuilder().setSkipped(skipped).build() : batch;
      }
      forget(waiting.removeFirst());
      for (int i = 0; i < next.records; i++) {
        losses.add(RecordLevel.ERROR, Loss.Reason.REASON_UNREADABLE);
      }
    }
    return null;
  }

  private @Nullable Batch read(Held held) {
    Batch batch = held.batch;
    SpoolEntry entry = held.entry;
    return batch != null || entry == null || spooling == null ? batch : spooling.read(entry);
  }

  void markSent() {
    Held sent = waiting.removeFirst();
    underWay.addLast(sent);
    onWire = sent.lastSequence();
  }

  /**
   * Makes the next batch to send smaller: cuts it in two, or, if it is one record, puts a
   * placeholder of the same sequence in its place, for sequences have no gaps.
   *
   * @return false when it is a placeholder already
   */
  boolean shrinkNextUnsent() {
    Batch whole = nextUnsent();
    if (whole == null) {
      return false;
    }
    int half = whole.getRecordsCount() / 2;
    List<LogRecord> records = whole.getRecordsList();
    if (half > 0) {
      Held cut = waiting.removeFirst();
      bytes -= cut.bytes();
      // Its entry is needed until the last of it is done.
      putFirst(
          Batch.newBuilder()
              .setFirstSequence(whole.getFirstSequence() + half)
              .addAllRecords(records.subList(half, records.size()))
              .addAllTexts(whole.getTextsList())
              .addAllFrames(whole.getFramesList()),
          cut.entry);
      putFirst(
          whole.toBuilder().clearSkipped().clearRecords().addAllRecords(records.subList(0, half)),
          null);
      return true;
    }
    LogRecord record = records.get(0);
    LogRecord placeholder = Placeholder.of(record);
    if (placeholder.equals(record)) {
      return false;
    }
    lost(record, Loss.Reason.REASON_UNREADABLE);
    Held refused = waiting.removeFirst();
    bytes -= refused.bytes();
    putFirst(
        whole.toBuilder().clearSkipped().setRecords(0, placeholder).clearTexts().clearFrames(),
        refused.entry);
    return true;
  }

  private void putFirst(Batch.Builder batch, @Nullable SpoolEntry entry) {
    Held held = Held.of(batch.build(), entry);
    bytes += held.bytes();
    waiting.addFirst(held);
  }

  /** Lets go of all that is on the server's disk; returns how many records that were. */
  long acknowledge(long sequence) {
    return acknowledge(underWay, sequence) + acknowledge(waiting, sequence);
  }

  private long acknowledge(ArrayDeque<Held> held, long sequence) {
    long records = 0;
    while (!held.isEmpty() && held.getFirst().lastSequence() <= sequence) {
      Held done = held.removeFirst();
      records += done.records;
      forget(done);
    }
    return records;
  }

  private void forget(Held done) {
    bytes -= done.bytes();
    if (done.entry != null && spooling != null) {
      spooling.release(done.entry);
    }
  }

  /** After a new connection all above what the server has is to be sent again. */
  void rewind(long durable) {
    while (!underWay.isEmpty()) {
      waiting.addFirst(underWay.removeLast());
    }
    onWire = durable;
  }

  /** In a new epoch sequences begin at 1. */
  void renumber(long epoch) {
    rewind(0);
    List<Held> before = new ArrayList<>(waiting);
    Spooling old = spooling;
    waiting.clear();
    nextSequence = 1;
    bytes = 0;
    Spooling fresh = old == null ? null : old.begin(epoch);
    if (fresh != null) {
      spoolTo(fresh);
    }
    for (Held each : before) {
      Batch batch =
          each.batch == null && each.entry != null && old != null
              ? old.read(each.entry)
              : each.batch;
      if (batch != null) {
        renumber(each, batch, fresh);
      }
    }
    if (old != null) {
      old.discard();
    }
  }

  private void renumber(Held each, Batch batch, @Nullable Spooling fresh) {
    Batch renumbered = batch.toBuilder().setFirstSequence(nextSequence).build();
    Held held = Held.of(renumbered, fresh == null ? null : fresh.write(renumbered));
    if (each.batch == null && held.entry != null) {
      held.batch = null;
    }
    nextSequence += held.records;
    bytes += held.bytes();
    waiting.addLast(held);
  }

  /** The spool has no room for these any more: what is nowhere else is lost. */
  private void dropping(List<SpoolEntry> entries) {
    Set<SpoolEntry> gone = new HashSet<>(entries);
    for (Held each : underWay) {
      keepInMemory(each, gone);
    }
    for (Iterator<Held> all = waiting.iterator(); all.hasNext(); ) {
      Held each = all.next();
      if (each.entry != null && gone.contains(each.entry)) {
        Batch unread = each.batch == null ? read(each) : null;
        each.entry = null;
        if (each.batch == null) {
          all.remove();
          if (unread != null) {
            unread.getRecordsList().forEach(this::lost);
            losses.restore(unread.getLossesList());
          }
        }
      }
    }
  }

  /** What was sent may be stored already: it is not lost yet. */
  private void keepInMemory(Held sent, Set<SpoolEntry> gone) {
    if (sent.entry != null && gone.contains(sent.entry)) {
      if (sent.batch == null) {
        sent.batch = read(sent);
        bytes += sent.bytes();
      }
      sent.entry = null;
    }
  }

  private void lost(LogRecord record) {
    lost(record, Loss.Reason.REASON_SPOOL_FULL);
  }

  private void lost(LogRecord record, Loss.Reason reason) {
    losses.add(Placeholder.level(record), reason);
  }

  /** Lets go of the files; what is in them is sent after the next start. */
  void close() {
    if (spooling != null) {
      spooling.close();
    }
  }
}
