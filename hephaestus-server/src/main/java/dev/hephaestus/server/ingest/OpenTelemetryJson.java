package dev.hephaestus.server.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Takes an export of OpenTelemetry apart into records with the keys that other loggers use.
 *
 * <p><i>Source:</i> the JSON encoding of OTLP logs, as the Collector's file exporter writes it.
 */
final class OpenTelemetryJson {

  private OpenTelemetryJson() {}

  static boolean isOne(JsonNode node) {
    return node.path("resourceLogs").isArray();
  }

  /** Every record of the export, at most so many. */
  static List<JsonNode> records(JsonNode export, int most) {
    List<JsonNode> records = new ArrayList<>();
    for (JsonNode resource : export.path("resourceLogs")) {
      for (JsonNode scope : resource.path("scopeLogs")) {
        String logger = scope.path("scope").path("name").asText();
        for (JsonNode each : scope.path("logRecords")) {
          if (records.size() < most) {
            records.add(record(each, logger));
          }
        }
      }
    }
    return records;
  }

  private static JsonNode record(JsonNode record, String logger) {
    ObjectNode flat = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> field : record.properties()) {
      flat.set(field.getKey(), field.getValue());
    }
    flat.put("logger", logger);
    flat.set("message", value(record.path("body")));
    ObjectNode attributes = JsonNodeFactory.instance.objectNode();
    for (JsonNode attribute : record.path("attributes")) {
      attributes.set(attribute.path("key").asText(), value(attribute.path("value")));
    }
    flat.set("attributes", attributes);
    return flat;
  }

  /** A value is wrapped in an object that names its type. */
  private static JsonNode value(JsonNode wrapped) {
    return wrapped.isObject() && wrapped.size() == 1 ? wrapped.elements().next() : wrapped;
  }
}
