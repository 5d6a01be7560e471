package dev.hephaestus.server.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hephaestus.server.ingest.Resource;
import java.util.TreeMap;

/** What a session said about itself, as it is kept. */
final class ResourceDocument {
  private static final int VERSION = 1;

  private ResourceDocument() {}

  static String write(Resource resource) {
    ObjectNode document = Json.document(VERSION);
    fill(document, resource);
    return Json.write(document);
  }

  static Resource read(String text) {
    return from(Json.read(text, VERSION));
  }

  static ObjectNode fill(ObjectNode object, Resource resource) {
    object.put("service", resource.service());
    object.put("version", resource.version());
    object.put("commit", resource.commit());
    object.put("host", resource.host());
    // In order, so that the same resource is the same text in every process.
    object.set("attributes", Json.map(new TreeMap<>(resource.attributes())));
    return object;
  }

  static Resource from(JsonNode object) {
    return new Resource(
        Json.text(object, "service"),
        Json.text(object, "version"),
        Json.text(object, "commit"),
        Json.text(object, "host"),
        Json.textMap(object, "attributes"));
  }
}
