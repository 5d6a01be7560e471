package dev.hephaestus.server.security;

import java.time.Instant;
import java.util.List;

/**
 * Keeps the entries of the audit log.
 *
 * <p><i>Threads:</i> safe for use by many at once, in several processes.
 */
public interface AuditStore {

  /** Adds the entries that follow the last one; they are on disk when this returns. */
  List<AuditEntry> append(Instant recorded, List<AuditEvent> events);

  /** Up to {@code limit} entries after that sequence, in order. */
  List<AuditEntry> after(long sequence, int limit);

  /** Up to {@code limit} entries, the newest first. */
  List<AuditEntry> newest(int limit);
}
