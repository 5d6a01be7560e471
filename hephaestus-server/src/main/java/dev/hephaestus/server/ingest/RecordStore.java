package dev.hephaestus.server.ingest;

import java.util.List;

/**
 * Where records become durable.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
public interface RecordStore {

  /** The last sequence of the session that is on disk, 0 for none; remembers its resource. */
  long open(SessionKey session, Resource resource);

  /**
   * Stores what of the batch lies above the session's mark, together with the new mark, in one
   * transaction, and returns the mark after the commit.
   *
   * @throws SequenceGapException if the batch leaves a gap that it does not declare
   */
  long append(RecordBatch batch);

  /**
   * Up to {@code limit} stored records after the position, in the order in which they were stored.
   * Position 0 is before the first.
   */
  List<StoredRecord> after(long position, int limit);

  /** Up to {@code limit} records of the same session before the position, oldest first. */
  List<StoredRecord> preceding(StoredRecord record, int limit);
}
