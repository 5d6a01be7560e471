package dev.hephaestus.server.ingest;

import com.fasterxml.jackson.databind.JsonNode;

/** Finds fields of records that were written as JSON, wherever a logger put the dots. */
final class JsonFields {

  private JsonFields() {}

  /** The first of the keys that holds a text that is not empty. */
  static String text(JsonNode node, String... keys) {
    for (String key : keys) {
      JsonNode value = find(node, key);
      if (value.isValueNode() && !value.isNull() && !value.asText().isEmpty()) {
        return value.asText();
      }
    }
    return "";
  }

  /** The field at a key, flat ({@code "log.level"}), nested, or some of both; else missing. */
  static JsonNode find(JsonNode node, String key) {
    JsonNode flat = node.path(key);
    for (int dot = key.indexOf('.'); flat.isMissingNode() && dot > 0; ) {
      JsonNode inside = node.path(key.substring(0, dot));
      flat = inside.isObject() ? find(inside, key.substring(dot + 1)) : flat;
      dot = key.indexOf('.', dot + 1);
    }
    return flat;
  }
}
