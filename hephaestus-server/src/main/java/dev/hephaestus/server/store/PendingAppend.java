package dev.hephaestus.server.store;

import dev.hephaestus.server.HephaestusException;
import dev.hephaestus.server.ingest.RecordBatch;
import org.jspecify.annotations.Nullable;

/**
 * A batch that waits for its commit, encoded beforehand: that is most of the work.
 *
 * <p><i>Threads:</i> one hands it in and asks for its mark, another commits it; {@link GroupCommit}
 * orders the two.
 */
final class PendingAppend {
  private final RecordBatch batch;
  private final byte[] body;
  private long mark;
  private @Nullable HephaestusException failure;
  private boolean settled;

  PendingAppend(RecordBatch batch) {
    this.batch = batch;
    this.body = RecordCodec.encode(batch.records());
  }

  RecordBatch batch() {
    return batch;
  }

  /** All its records. */
  byte[] body() {
    return body;
  }

  /** How it ends if the commit succeeds: with a mark. */
  void end(long newMark) {
    mark = newMark;
    failure = null;
  }

  /** How it ends, whatever becomes of the others that are committed with it. */
  void end(HephaestusException refusal) {
    failure = refusal;
  }

  void settle() {
    settled = true;
  }

  boolean isSettled() {
    return settled;
  }

  /** The mark after the commit; throws what kept the batch from it. */
  long mark() {
    HephaestusException why = failure;
    if (why != null) {
      throw why;
    }
    return mark;
  }
}
