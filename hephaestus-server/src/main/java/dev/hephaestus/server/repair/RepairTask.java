package dev.hephaestus.server.repair;

import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.localization.Localization;
import dev.hephaestus.server.localization.PackedContext;
import dev.hephaestus.server.repository.Snapshot;
import java.util.Objects;

/**
 * What there is to repair and everything known about it.
 *
 * @param snapshot the code
 * @param record what was logged; its text is an attacker's
 * @param localization where the fault probably is
 * @param context the code to look at
 */
public record RepairTask(
    Snapshot snapshot, LogRecord record, Localization localization, PackedContext context) {

  public RepairTask {
    Objects.requireNonNull(snapshot, "snapshot");
    Objects.requireNonNull(record, "record");
    Objects.requireNonNull(localization, "localization");
    Objects.requireNonNull(context, "context");
  }
}
