package dev.hephaestus.server.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Where the next page of a list begins, as a text that means nothing to anyone else.
 *
 * <p><i>Shape:</i> Base64, for addresses, of a version, the list and the last id seen: a cursor of
 * another list or of another time is recognized, and not taken for an id.
 */
final class Cursor {
  private static final String VERSION = "1";

  private Cursor() {}

  /** The cursor behind the item of this id. */
  static String behind(String list, String id) {
    byte[] text = (start(list) + id).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
  }

  /** The id that a cursor of this list is behind; empty when it is none that was given out. */
  static Optional<String> id(String list, String cursor) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      // One item has one cursor: what decodes to the same and is written otherwise is made up.
      return Optional.of(text)
          .filter(whole -> whole.startsWith(start(list)))
          .map(whole -> whole.substring(start(list).length()))
          .filter(id -> !id.isEmpty() && behind(list, id).equals(cursor));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  private static String start(String list) {
    return VERSION + " " + list + " ";
  }
}
