package dev.hephaestus.server.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hephaestus.server.incident.Fingerprint;
import dev.hephaestus.server.incident.Incident;
import dev.hephaestus.server.incident.IncidentState;
import dev.hephaestus.server.ingest.LogRecord;
import java.time.Instant;

/** What of an incident never changes, as it is kept. */
final class IncidentDocument {
  private static final int VERSION = 1;

  private IncidentDocument() {}

  /** What of an incident has a column of its own. */
  record Columns(
      String id,
      String nodeId,
      Fingerprint fingerprint,
      IncidentState state,
      long count,
      Instant firstSeen,
      Instant lastSeen,
      LogRecord sample) {}

  static String write(Incident incident) {
    ObjectNode document = Json.document(VERSION);
    document.put("title", incident.title());
    document.set("resource", ResourceDocument.fill(Json.object(), incident.resource()));
    return Json.write(document);
  }

  static Incident read(String text, Columns columns) {
    JsonNode document = Json.read(text, VERSION);
    return new Incident(
        columns.id,
        columns.nodeId,
        columns.fingerprint,
        Json.text(document, "title"),
        columns.state,
        columns.count,
        columns.firstSeen,
        columns.lastSeen,
        ResourceDocument.from(document.path("resource")),
        columns.sample);
  }
}
