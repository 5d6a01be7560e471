package dev.hephaestus.server.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** Puts GitHub's noes into words for people: what failed, why, and which permission it takes. */
final class GitHubRefusals {
  private static final int MOST_WORDS = 300;
  private static final ObjectMapper JSON = new ObjectMapper();

  private GitHubRefusals() {}

  /**
   * A no.
   *
   * @param failed {@code cannot read acme/shop}
   * @param permission what the call takes
   * @param token not to be said
   */
  static RefusedException of(
      String failed, String permission, String host, GitHubHttp.Answer answer, String token) {
    String words = words(answer.body(), token);
    String reason =
        switch (answer.status()) {
          case 401 -> "the token for " + host + " is refused; it may have expired or been revoked";
          case 403 ->
              "the token may not; it needs the permission " + permission + " (" + words + ")";
          case 404 ->
              "it is not there, or the token may not see it; it needs the permission " + permission;
          default -> "status " + answer.status() + ", " + words;
        };
    return new RefusedException(failed + ": " + reason, answer.status(), words);
  }

  /** GitHub's own words, on one line and without the token. */
  static String words(byte[] answer, String token) {
    String words = "";
    try {
      JsonNode said = JSON.readTree(answer);
      StringBuilder all = new StringBuilder(said.path("message").asText(""));
      said.path("errors")
          .forEach(error -> all.append(' ').append(error.path("message").asText(error.asText(""))));
      words = all.toString();
    } catch (JsonProcessingException e) {
      // A page for people; its status says enough.
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory can be read", e);
    }
    words = token.isEmpty() ? words : words.replace(token, "…");
    words = words.replaceAll("\\p{Cntrl}+", " ").strip();
    return words.length() > MOST_WORDS ? words.substring(0, MOST_WORDS) + "…" : words;
  }

  /**
   * The permission that a call takes, as GitHub's pages name it.
   *
   * <p><i>Source:</i> GitHub's "Permissions required for fine-grained personal access tokens".
   */
  static String permission(String method, String path) {
    String level = method.equals("GET") ? "read" : "write";
    String name;
    if (path.startsWith("/check-runs") || path.contains("/check-runs")) {
      name = "Checks";
    } else if (path.matches("/commits/[^/]+/status(\\?.*)?")) {
      name = "Commit statuses";
    } else if (path.startsWith("/pulls") || path.matches("/issues/\\d+/.*")) {
      name = "Pull requests";
    } else if (path.startsWith("/issues")) {
      name = "Issues";
    } else if (path.startsWith("/git/") || path.startsWith("/commits")) {
      name = "Contents";
    } else {
      name = "Metadata";
    }
    return "\"" + name + ": " + level + "\"";
  }
}
