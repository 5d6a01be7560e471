package dev.hephaestus.server.ai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** What the APIs share that took over the form of OpenAI's chat. */
final class ChatForm {
  private ChatForm() {}

  /** The key as a bearer's token; no header where there is none. */
  static Map<String, String> bearer(Secret secret) {
    return secret.isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + secret.reveal());
  }

  /** Puts the instructions and the turns, in their order, into a body. */
  static void putMessages(ObjectNode body, ModelRequest request) {
    var messages = body.putArray("messages");
    messages.addObject().put("role", "system").put("content", request.system());
    for (ModelRequest.Turn turn : request.turns()) {
      messages
          .addObject()
          .put("role", turn.role() == ModelRequest.Role.USER ? "user" : "assistant")
          .put("content", turn.text());
    }
  }
}
