package dev.hephaestus.server.localization;

import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.repository.Snapshot;

/**
 * Finds the methods that are likely to hold the fault behind a record.
 *
 * <p><i>Threads:</i> safe for use by many at once. The same input gives the same output.
 */
public interface Localizer {

  /** The suspects, most suspicious first; none when nothing of the record is in the repository. */
  Localization localize(Snapshot snapshot, LogRecord record);
}
