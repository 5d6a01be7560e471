package dev.hephaestus.server.ingest;

import java.util.Objects;

/**
 * A record that is on disk.
 *
 * @param position its place in the order of storing, from 1
 * @param session who sent it
 * @param sequence its number in the session
 * @param resource what the session said about itself
 * @param record the record
 */
public record StoredRecord(
    long position, SessionKey session, long sequence, Resource resource, LogRecord record) {

  public StoredRecord {
    Objects.requireNonNull(session, "session");
    Objects.requireNonNull(resource, "resource");
    Objects.requireNonNull(record, "record");
  }
}
