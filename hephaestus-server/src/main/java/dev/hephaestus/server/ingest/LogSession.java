package dev.hephaestus.server.ingest;

import java.util.Objects;

/**
 * One client process on its way into the store.
 *
 * <p><i>Threads:</i> safe for use by many at once; its batches are stored one at a time.
 */
public final class LogSession {
  private final LogProcessor processor;
  private final SessionKey key;
  private long mark;

  LogSession(LogProcessor processor, SessionKey key, long mark) {
    this.processor = Objects.requireNonNull(processor, "processor");
    this.key = Objects.requireNonNull(key, "key");
    this.mark = mark;
  }

  /** Who it is. */
  public SessionKey key() {
    return key;
  }

  /** The last sequence that is on disk, 0 for none. */
  public synchronized long durable() {
    return mark;
  }

  /**
   * Makes what of the batch is new durable, and returns the last sequence that is on disk then.
   *
   * @throws SequenceGapException if the batch leaves a gap that it does not declare
   */
  public synchronized long append(RecordBatch batch) {
    if (!batch.session().equals(key)) {
      throw new IllegalArgumentException("batch of " + batch.session() + " given to " + key);
    }
    if (batch.lastSequence() <= mark) {
      processor.repeated(batch.records().size());
    } else {
      mark = processor.append(batch, mark);
    }
    return mark;
  }
}
