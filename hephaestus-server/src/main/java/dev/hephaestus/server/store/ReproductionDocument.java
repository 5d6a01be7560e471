package dev.hephaestus.server.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hephaestus.server.validation.Reproduction;
import dev.hephaestus.server.validation.Reproduction.Inputs;

/** A reproduction as it is kept. */
final class ReproductionDocument {
  private static final int VERSION = 1;

  private ReproductionDocument() {}

  static String write(Reproduction reproduction) {
    ObjectNode document = Json.document(VERSION);
    document.set("reproduction", object(reproduction));
    return Json.write(document);
  }

  static Reproduction read(String text) {
    return reproduction(Json.read(text, VERSION).path("reproduction"));
  }

  static ObjectNode object(Reproduction reproduction) {
    return Json.object()
        .put("path", reproduction.path())
        .put("source", reproduction.source())
        .put("testName", reproduction.testName())
        .put("call", reproduction.call())
        .put("inputs", reproduction.inputs().name());
  }

  static Reproduction reproduction(JsonNode object) {
    return new Reproduction(
        Json.text(object, "path"),
        Json.text(object, "source"),
        Json.text(object, "testName"),
        Json.text(object, "call"),
        Json.constant(object, "inputs", Inputs.UNKNOWN));
  }
}
