package dev.hephaestus.server.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;

/**
 * An answer of GitHub's that is no fault.
 *
 * @param status below 400
 * @param body its JSON; missing where there is none
 * @param etag what to ask by next time, or empty
 */
record GitHubReply(int status, JsonNode body, String etag) {
  private static final int NOT_MODIFIED = 304;

  GitHubReply {
    Objects.requireNonNull(body, "body");
    Objects.requireNonNull(etag, "etag");
  }

  /** Whether it is as it was at the last answer. */
  boolean isUnchanged() {
    return status == NOT_MODIFIED;
  }
}
