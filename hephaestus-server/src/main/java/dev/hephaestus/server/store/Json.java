package dev.hephaestus.server.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hephaestus.server.HephaestusException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads and writes the documents in the database.
 *
 * <p><i>Shape:</i> a document says its version as {@code v}. Within a version fields are only
 * added: a reader ignores what it does not know and has a default for what is missing.
 */
final class Json {
  /** What is written nests less deep than this, so that it can be read again. */
  private static final int WRITE_DEPTH = 900;

  private static final int READ_DEPTH = 1_000;

  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(READ_DEPTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .streamWriteConstraints(
              StreamWriteConstraints.builder().maxNestingDepth(WRITE_DEPTH).build())
          .build();

  private static final ObjectMapper MAPPER = new ObjectMapper(FACTORY);

  private Json() {}

  /** An empty document of a version. */
  static ObjectNode document(int version) {
    return MAPPER.createObjectNode().put("v", version);
  }

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static ArrayNode array(Collection<String> texts) {
    ArrayNode array = MAPPER.createArrayNode();
    texts.forEach(array::add);
    return array;
  }

  static ObjectNode map(Map<String, String> map) {
    ObjectNode object = MAPPER.createObjectNode();
    map.forEach(object::put);
    return object;
  }

  static String write(ObjectNode document) {
    try {
      return MAPPER.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new HephaestusException("a document cannot be written: " + e.getOriginalMessage(), e);
    }
  }

  /** Reads a document of this version or an older one. */
  static JsonNode read(String document, int version) {
    JsonNode node;
    try {
      node = MAPPER.readTree(document);
    } catch (JsonProcessingException e) {
      throw new HephaestusException(
          "a stored document cannot be read: " + e.getOriginalMessage() + "; restore a backup", e);
    }
    if (node.path("v").asInt() > version) {
      throw new HephaestusException(
          "a stored document has version "
              + node.path("v").asInt()
              + " and this server reads up to "
              + version
              + "; start the newer server");
    }
    return node;
  }

  static String text(JsonNode node, String field) {
    return node.path(field).asText("");
  }

  static Optional<String> optionalText(JsonNode node, String field) {
    return Optional.ofNullable(node.path(field).textValue());
  }

  static Instant instant(JsonNode node, String field) {
    return optionalText(node, field).map(Instant::parse).orElse(Instant.EPOCH);
  }

  static List<String> texts(JsonNode node, String field) {
    List<String> texts = new ArrayList<>();
    node.path(field).forEach(text -> texts.add(text.asText()));
    return texts;
  }

  static Map<String, String> textMap(JsonNode node, String field) {
    Map<String, String> map = new LinkedHashMap<>();
    node.path(field).properties().forEach(e -> map.put(e.getKey(), e.getValue().asText()));
    return map;
  }

  /** The constant of this name, or the default where a newer server wrote one not known here. */
  static <E extends Enum<E>> E constant(JsonNode node, String field, E otherwise) {
    String name = text(node, field);
    for (E constant : otherwise.getDeclaringClass().getEnumConstants()) {
      if (constant.name().equals(name)) {
        return constant;
      }
    }
    return otherwise;
  }
}
