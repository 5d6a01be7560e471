package dev.hephaestus.server.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.kohsuke.github.HttpException;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/**
 * Calls of GitHub's REST API as JSON, for what its client has no method or takes more calls.
 *
 * <p><i>Errors:</i> those of the client, so that they are sorted alike.
 */
final class GitHubJson {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_ANSWER = 4 << 20;

  private final SteadyConnector connector;
  private final GitHubHost host;
  private final GitHubRepository repository;
  private final Supplier<String> authorization;

  GitHubJson(
      SteadyConnector connector,
      GitHubHost host,
      GitHubRepository repository,
      Supplier<String> authorization) {
    this.connector = connector;
    this.host = host;
    this.repository = repository;
    this.authorization = authorization;
  }

  /** Reads what is at a path below the repository. */
  JsonNode get(String path) throws IOException {
    return send("GET", path, Optional.empty());
  }

  /** Makes something at a path below the repository. */
  JsonNode post(String path, JsonNode body) throws IOException {
    return send("POST", path, Optional.of(JSON.writeValueAsString(body)));
  }

  private JsonNode send(String method, String path, Optional<String> body) throws IOException {
    String url = host.api() + "/repos/" + repository.fullName() + path;
    try (GitHubConnectorResponse response =
            connector.send(GitHubRequest.of(method, url, headers(), body));
        InputStream answer = response.bodyStream()) {
      byte[] bytes = answer.readNBytes(LONGEST_ANSWER);
      int status = response.statusCode();
      if (status >= 400) {
        throw new HttpException(new String(bytes, StandardCharsets.UTF_8), status, "", url);
      }
      return JSON.readTree(bytes);
    }
  }

  private Map<String, String> headers() {
    return Map.of(
        "Authorization", authorization.get(),
        "Accept", "application/vnd.github+json",
        "Content-Type", "application/json",
        "User-Agent", "hephaestus");
  }
}
