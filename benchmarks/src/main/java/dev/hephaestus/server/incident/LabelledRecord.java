package dev.hephaestus.server.incident;

import dev.hephaestus.server.ingest.Level;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.Thrown;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record of which it is known what fault it is of.
 *
 * @param fault the fault
 * @param variant what is different about this one
 */
record LabelledRecord(String fault, String variant, LogRecord record) {

  static LabelledRecord of(String fault, String variant, String message, @Nullable Thrown thrown) {
    LogRecord record =
        new LogRecord(
            Instant.EPOCH,
            Level.ERROR,
            "lab.Log",
            variant,
            "",
            List.of(),
            message,
            Map.of(),
            List.of(),
            Map.of(),
            "",
            "",
            thrown,
            false);
    return new LabelledRecord(fault, variant, record);
  }
}
