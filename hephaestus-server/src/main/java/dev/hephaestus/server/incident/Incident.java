package dev.hephaestus.server.incident;

import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.Resource;
import java.time.Instant;
import java.util.Objects;

/**
 * A fault that showed itself at least once.
 *
 * @param id given by the server; ids grow with time
 * @param nodeId the node that it belongs to
 * @param fingerprint what its records have in common; one incident for each node and fingerprint
 * @param title the exception's class and message, or the message
 * @param state where it is in its life
 * @param count how many triggers were seen
 * @param firstSeen the earliest of them
 * @param lastSeen the latest of them
 * @param resource what the session of the first said about itself
 * @param sample the first of them
 */
public record Incident(
    String id,
    String nodeId,
    Fingerprint fingerprint,
    String title,
    IncidentState state,
    long count,
    Instant firstSeen,
    Instant lastSeen,
    Resource resource,
    LogRecord sample) {

  public Incident {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(nodeId, "nodeId");
    Objects.requireNonNull(fingerprint, "fingerprint");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(firstSeen, "firstSeen");
    Objects.requireNonNull(lastSeen, "lastSeen");
    Objects.requireNonNull(resource, "resource");
    Objects.requireNonNull(sample, "sample");
  }
}
