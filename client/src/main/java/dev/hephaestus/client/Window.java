package dev.hephaestus.client;

import dev.hephaestus.proto.v1.Batch;
import dev.hephaestus.proto.v1.LogRecord;
import dev.hephaestus.proto.v1.Loss;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Batches that the server has not acknowledged, in order, without gaps; the first ones may have
 * been sent.
 *
 * <p>Bounded by bytes, a quarter kept for WARN and above. What does not fit is lost here today; a
 * spool on disk will take it.
 *
 * <p><em>Threads:</em> confined to the sender.
 */
final class Window {
  private static final String PLACEHOLDER_LOGGER = "dev.hephaestus";

  private final List<Batch> batches = new ArrayList<>();
  private final Losses losses;
  private final long maxBytes;
  private int sent;
  private long bytes;
  private long nextSequence = 1;

  Window(long maxBytes, Losses losses) {
    this.losses = losses;
    this.maxBytes = maxBytes;
  }

  /** Whether a record of this level may still be added to so many pending bytes. */
  boolean hasRoom(RecordLevel level, long pendingBytes) {
    boolean important = level.isAtLeast(RecordLevel.WARN);
    return bytes + pendingBytes < (important ? maxBytes : maxBytes - maxBytes / 4);
  }

  /** Gives the records the next sequences, and reports what was lost until now with them. */
  void add(List<LogRecord> records) {
    insert(
        batches.size(),
        SharedParts.of(records).setFirstSequence(nextSequence).addAllLosses(losses.take()));
    nextSequence += records.size();
  }

  boolean isEmpty() {
    return batches.isEmpty();
  }

  boolean hasUnacknowledgedSent() {
    return sent > 0;
  }

  long firstUnacknowledged() {
    return batches.isEmpty() ? nextSequence : batches.get(0).getFirstSequence();
  }

  long lastAssigned() {
    return nextSequence - 1;
  }

  /** How many records wait for their acknowledgement. */
  long records() {
    return nextSequence - firstUnacknowledged();
  }

  /** The next batch to send, or null. */
  @Nullable Batch nextUnsent() {
    return sent < batches.size() ? batches.get(sent) : null;
  }

  void markSent() {
    sent++;
  }

  /**
   * Makes the next batch to send smaller: cuts it in two, or, if it is one record, puts a
   * placeholder of the same sequence in its place, for sequences have no gaps.
   *
   * @return false when it is a placeholder already
   */
  boolean shrinkNextUnsent() {
    Batch whole = batches.get(sent);
    int half = whole.getRecordsCount() / 2;
    List<LogRecord> records = whole.getRecordsList();
    if (half > 0) {
      replace(sent, whole.toBuilder().clearRecords().addAllRecords(records.subList(0, half)));
      insert(
          sent + 1,
          Batch.newBuilder()
              .setFirstSequence(whole.getFirstSequence() + half)
              .addAllRecords(records.subList(half, records.size()))
              .addAllTexts(whole.getTextsList())
              .addAllFrames(whole.getFramesList()));
      return true;
    }
    LogRecord record = records.get(0);
    LogRecord placeholder = placeholder(record);
    if (placeholder.equals(record)) {
      return false;
    }
    losses.add(level(record), Loss.Reason.REASON_UNREADABLE);
    replace(sent, whole.toBuilder().setRecords(0, placeholder).clearTexts().clearFrames());
    return true;
  }

  private static LogRecord placeholder(LogRecord record) {
    return LogRecord.newBuilder()
        .setTimeUnixNanos(record.getTimeUnixNanos())
        .setLevel(record.getLevel())
        .setRole(LogRecord.Role.ROLE_CONTEXT)
        .setLogger(PLACEHOLDER_LOGGER)
        .setMessage("a record that the server refused was left out here")
        .build();
  }

  private static RecordLevel level(LogRecord record) {
    for (RecordLevel level : RecordLevel.values()) {
      if (level.severity() == record.getLevelValue()) {
        return level;
      }
    }
    return RecordLevel.ERROR;
  }

  private void replace(int index, Batch.Builder by) {
    bytes -= batches.remove(index).getSerializedSize();
    insert(index, by);
  }

  private void insert(int index, Batch.Builder builder) {
    Batch batch = builder.build();
    bytes += batch.getSerializedSize();
    batches.add(index, batch);
  }

  /** Lets go of all that is on the server's disk; returns how many records that were. */
  long acknowledge(long sequence) {
    int done = 0;
    long records = 0;
    while (done < batches.size() && lastSequence(batches.get(done)) <= sequence) {
      bytes -= batches.get(done).getSerializedSize();
      records += batches.get(done).getRecordsCount();
      done++;
    }
    batches.subList(0, done).clear();
    sent = Math.max(0, sent - done);
    return records;
  }

  /** After a new connection all is to be sent again. */
  void rewind() {
    sent = 0;
  }

  /** In a new epoch sequences begin at 1. */
  void renumber() {
    nextSequence = 1;
    sent = 0;
    bytes = 0;
    for (int i = 0; i < batches.size(); i++) {
      Batch renumbered = batches.get(i).toBuilder().setFirstSequence(nextSequence).build();
      nextSequence += renumbered.getRecordsCount();
      bytes += renumbered.getSerializedSize();
      batches.set(i, renumbered);
    }
  }

  private static long lastSequence(Batch batch) {
    return batch.getFirstSequence() + batch.getRecordsCount() - 1;
  }
}
