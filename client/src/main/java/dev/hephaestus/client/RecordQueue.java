package dev.hephaestus.client;

import java.util.concurrent.atomic.AtomicLong;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * Between the application's threads and the sender: bounded by count and by bytes, a quarter of
 * both kept for WARN and above.
 *
 * <p><em>Threads:</em> any may offer; only the sender polls.
 */
final class RecordQueue {
  private final MpscAtomicArrayQueue<ClientRecord> records;
  private final AtomicLong heldBytes = new AtomicLong();
  private final int maxRecords;
  private final long maxBytes;

  RecordQueue(int maxRecords, long maxBytes) {
    this.records = new MpscAtomicArrayQueue<>(maxRecords);
    this.maxRecords = maxRecords;
    this.maxBytes = maxBytes;
  }

  /** False when there is no room for a record of this level; never waits. */
  boolean offer(ClientRecord record) {
    boolean important = record.level().isAtLeast(RecordLevel.WARN);
    if (records.size() >= (important ? maxRecords : maxRecords - maxRecords / 4)) {
      return false;
    }
    long bytes = record.roughBytes();
    long limit = important ? maxBytes : maxBytes - maxBytes / 4;
    if (heldBytes.addAndGet(bytes) > limit || !records.offer(record)) {
      heldBytes.addAndGet(-bytes);
      return false;
    }
    return true;
  }

  @Nullable ClientRecord poll() {
    ClientRecord record = records.poll();
    if (record != null) {
      heldBytes.addAndGet(-record.roughBytes());
    }
    return record;
  }

  boolean isEmpty() {
    return records.isEmpty();
  }

  /** Whether the sender should look, even if nothing urgent is there. */
  boolean isHalfFull() {
    return records.size() >= maxRecords / 2 || heldBytes.get() >= maxBytes / 2;
  }
}
