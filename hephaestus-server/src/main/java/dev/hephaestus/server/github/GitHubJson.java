package dev.hephaestus.server.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.HttpException;
import org.kohsuke.github.connector.GitHubConnectorRequest;
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
    return send("GET", path, new byte[0]);
  }

  /** Makes something at a path below the repository. */
  JsonNode post(String path, JsonNode body) throws IOException {
    return send("POST", path, JSON.writeValueAsBytes(body));
  }

  private JsonNode send(String method, String path, byte[] body) throws IOException {
    URL url = URI.create(host.api() + "/repos/" + repository.fullName() + path).toURL();
    Request request = new Request(method, url, headers(), body);
    try (GitHubConnectorResponse response = connector.send(request);
        InputStream answer = response.bodyStream()) {
      byte[] bytes = answer.readNBytes(LONGEST_ANSWER);
      int status = response.statusCode();
      if (status >= 400) {
        throw new HttpException(
            new String(bytes, StandardCharsets.UTF_8), status, "", url.toString());
      }
      return JSON.readTree(bytes);
    }
  }

  private Map<String, List<String>> headers() {
    return Map.of(
        "Authorization", List.of(authorization.get()),
        "Accept", List.of("application/vnd.github+json"),
        "Content-Type", List.of("application/json"),
        "User-Agent", List.of("hephaestus"));
  }

  /** A request in the client's form. */
  private static final class Request implements GitHubConnectorRequest {
    private final String method;
    private final URL url;
    private final Map<String, List<String>> headers;
    private final byte[] body;

    Request(String method, URL url, Map<String, List<String>> headers, byte[] body) {
      this.method = method;
      this.url = url;
      this.headers = headers;
      this.body = body;
    }

    @Override
    public String method() {
      return method;
    }

    @Override
    public Map<String, List<String>> allHeaders() {
      return headers;
    }

    @Override
    public @Nullable String header(String name) {
      return headers.entrySet().stream()
          .filter(header -> header.getKey().equalsIgnoreCase(name))
          .map(header -> header.getValue().get(0))
          .findFirst()
          .orElse(null);
    }

    @Override
    public String contentType() {
      return Objects.requireNonNull(header("Content-Type"));
    }

    @Override
    public InputStream body() {
      return new ByteArrayInputStream(body);
    }

    @Override
    public URL url() {
      return url;
    }

    @Override
    public boolean hasBody() {
      return body.length > 0;
    }
  }
}
