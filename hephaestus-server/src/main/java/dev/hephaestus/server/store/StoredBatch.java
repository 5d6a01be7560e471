package dev.hephaestus.server.store;

import dev.hephaestus.server.HephaestusException;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.Resource;
import dev.hephaestus.server.ingest.SessionKey;
import dev.hephaestus.server.ingest.StoredRecord;
import java.util.List;

/**
 * A row of records.
 *
 * @param lastPosition the position of its last record; those before it have the numbers before
 * @param size how many records it holds
 * @param session who sent them
 * @param lastSequence the sequence of its last record
 * @param resource what the session said about itself, as a document
 * @param body the encoded records
 */
@SuppressWarnings("ArrayRecordComponent") // Lives within one read and is never compared.
record StoredBatch(
    long lastPosition,
    int size,
    SessionKey session,
    long lastSequence,
    String resource,
    byte[] body) {
  /**
   * Adds the records after a position until the list has {@code limit}.
   *
   * @throws HephaestusException if the row is damaged
   */
  void addTo(List<StoredRecord> target, long after, int limit) {
    List<LogRecord> records = RecordCodec.decode(body);
    Resource about = ResourceDocument.read(resource);
    long firstPosition = lastPosition - size + 1;
    for (int i = (int) Math.max(0, after + 1 - firstPosition);
        i < records.size() && target.size() < limit;
        i++) {
      target.add(
          new StoredRecord(
              firstPosition + i, session, lastSequence - size + 1 + i, about, records.get(i)));
    }
  }
}
