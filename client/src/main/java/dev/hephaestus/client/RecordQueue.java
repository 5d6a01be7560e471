package dev.hephaestus.client;

import java.util.concurrent.atomic.AtomicLong;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * Between the application's threads and the sender: bounded by count and by bytes, an eighth of
 * both kept for WARN and above.
 *
 * <p>Each slot stands for its share of half the bytes, so that a usual record is accounted for by
 * its slot alone and costs one compare-and-swap; only what exceeds the share is counted, against
 * the other half.
 *
 * <p><em>Threads:</em> any may offer; only the sender polls.
 */
final class RecordQueue {
  private final MpscAtomicArrayQueue<ClientRecord> records;
  private final PairWeights weights = new PairWeights();
  private final AtomicLong surplusBytes = new AtomicLong();
  private final int maxRecords;
  private final long maxSurplusBytes;
  private final int slotBytes;
  private volatile long wakeAt;

  RecordQueue(int maxRecords, long maxBytes) {
    this.records = new MpscAtomicArrayQueue<>(maxRecords);
    this.maxRecords = maxRecords;
    this.maxSurplusBytes = maxBytes / 2;
    this.slotBytes = (int) Math.min(Integer.MAX_VALUE, maxBytes / 2 / maxRecords);
  }

  /** False when there is no room for a record of this level; never waits. */
  boolean offer(ClientRecord record) {
    boolean important = record.level().isAtLeast(RecordLevel.WARN);
    record.addBytes(weights.of(record.mdc()) + PairWeights.weigh(record.keyValues()));
    int surplus = surplus(record);
    if (surplus > 0 && !reserve(surplus, important)) {
      return false;
    }
    int limit = important ? maxRecords : maxRecords - maxRecords / 8;
    boolean taken = records.offerIfBelowThreshold(record, limit);
    if (!taken && surplus > 0) {
      surplusBytes.addAndGet(-surplus);
    }
    return taken;
  }

  private boolean reserve(int surplus, boolean important) {
    long limit = important ? maxSurplusBytes : maxSurplusBytes - maxSurplusBytes / 8;
    if (surplusBytes.addAndGet(surplus) <= limit) {
      return true;
    }
    surplusBytes.addAndGet(-surplus);
    return false;
  }

  private int surplus(ClientRecord record) {
    return record.roughBytes() - slotBytes;
  }

  @Nullable ClientRecord poll() {
    ClientRecord record = records.poll();
    if (record != null && surplus(record) > 0) {
      surplusBytes.addAndGet(-surplus(record));
    }
    return record;
  }

  int size() {
    return records.size();
  }

  boolean isEmpty() {
    return records.isEmpty();
  }

  /** How many records were taken out, ever. Only the sender. */
  long taken() {
    return records.currentConsumerIndex();
  }

  /** How many records were taken in, ever. */
  long accepted() {
    return records.currentProducerIndex();
  }

  /** From now on the sender sleeps, until half of the slots are taken. Only the sender. */
  void rest() {
    wakeAt = records.currentConsumerIndex() + maxRecords / 2;
  }

  /** Whether the sleeping sender should look, even if nothing urgent is there. */
  boolean isHalfFull() {
    return records.currentProducerIndex() >= wakeAt || surplusBytes.get() >= maxSurplusBytes / 2;
  }
}
