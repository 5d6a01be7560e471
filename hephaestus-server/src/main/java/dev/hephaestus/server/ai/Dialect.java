package dev.hephaestus.server.ai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * How one provider's API puts requests and replies.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
interface Dialect {

  /** Where requests go, after the base URL. */
  String path(String model, boolean streaming);

  /** The headers that carry the key, if there is one, and what else the provider asks for. */
  Map<String, String> headers(Secret secret);

  /** The body of a request. */
  ObjectNode body(String model, ModelRequest request, boolean streaming);

  /**
   * Takes an event of a stream, or a whole reply, into the draft.
   *
   * @return whether it brought the reply forward; what only keeps the connection alive does not
   * @throws ModelException where the provider reports a fault, or too much came
   */
  boolean read(JsonNode event, ReplyDraft draft);

  /** A text of the stream that says that nothing will follow. */
  default boolean isLast(String text) {
    return false;
  }
}
