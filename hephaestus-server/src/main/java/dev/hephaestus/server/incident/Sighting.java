package dev.hephaestus.server.incident;

import dev.hephaestus.server.ingest.StoredRecord;
import dev.hephaestus.server.node.Threshold;
import java.util.Objects;

/**
 * A trigger with its fingerprint.
 *
 * @param record the trigger
 * @param fingerprint what it has in common with its like
 * @param title the exception's class and message, or the message
 * @param threshold how many of its like make an incident
 */
public record Sighting(
    StoredRecord record, Fingerprint fingerprint, String title, Threshold threshold) {

  public Sighting {
    Objects.requireNonNull(record, "record");
    Objects.requireNonNull(fingerprint, "fingerprint");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(threshold, "threshold");
  }
}
