package dev.hephaestus.server.grpc;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Where a page of nodes begins, in a form that clients do not take apart. */
final class PageToken {
  private static final String PREFIX = "n1:";

  private PageToken() {}

  static String after(String nodeId) {
    byte[] text = (PREFIX + nodeId).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
  }

  /** The node after which the page begins, {@code ""} for the first; empty when it is no token. */
  static Optional<String> read(String token) {
    if (token.isEmpty()) {
      return Optional.of("");
    }
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      return text.startsWith(PREFIX)
          ? Optional.of(text.substring(PREFIX.length()))
          : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
