package dev.hephaestus.server.ingest;

import java.util.List;
import java.util.Objects;

/**
 * Records in a row from one client process.
 *
 * @param session who sent them
 * @param firstSequence the sequence of the first; each further record has the next
 * @param records at least one
 */
public record RecordBatch(SessionKey session, long firstSequence, List<LogRecord> records) {

  public RecordBatch {
    Objects.requireNonNull(session, "session");
    records = List.copyOf(records);
    if (firstSequence < 1 || records.isEmpty()) {
      throw new IllegalArgumentException("a batch starts at 1 or above and is not empty");
    }
  }

  /** The sequence of the last record. */
  public long lastSequence() {
    return firstSequence + records.size() - 1;
  }
}
