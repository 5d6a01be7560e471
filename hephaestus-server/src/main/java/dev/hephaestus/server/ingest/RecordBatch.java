package dev.hephaestus.server.ingest;

import java.util.List;
import java.util.Objects;

/**
 * Records in a row from one client process.
 *
 * @param session who sent them
 * @param firstSequence the sequence of the first; each further record has the next
 * @param records at least one
 * @param skipped how many sequences right before the first will never come
 */
public record RecordBatch(
    SessionKey session, long firstSequence, List<LogRecord> records, long skipped) {

  public RecordBatch {
    Objects.requireNonNull(session, "session");
    records = List.copyOf(records);
    if (firstSequence < 1 || records.isEmpty()) {
      throw new IllegalArgumentException("a batch starts at 1 or above and is not empty");
    }
    if (skipped < 0 || skipped >= firstSequence) {
      throw new IllegalArgumentException("a batch skips what lies before its first sequence");
    }
  }

  /** Records that go on where those before them end. */
  public RecordBatch(SessionKey session, long firstSequence, List<LogRecord> records) {
    this(session, firstSequence, records, 0);
  }

  /** Whether nothing that may still come lies between the mark and the first record. */
  public boolean follows(long mark) {
    return firstSequence - skipped <= mark + 1;
  }

  /** How many of the records a session with that mark has already. */
  public int known(long mark) {
    return (int) Math.max(0, mark + 1 - firstSequence);
  }

  /** The sequence of the last record. */
  public long lastSequence() {
    return firstSequence + records.size() - 1;
  }
}
