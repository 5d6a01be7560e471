package dev.hephaestus.server.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import okhttp3.OkHttpClient;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorResponse;
import org.kohsuke.github.extras.okhttp3.OkHttpGitHubConnector;

/**
 * Calls GitHub's REST API on one repository, with that repository's token and each call once, where
 * an answer's tag or its bare JSON is wanted.
 *
 * <p><i>Threads:</i> one at a time.
 *
 * <p><i>Source:</i> GitHub's "Best practices for using the REST API", on conditional requests.
 */
final class GitHubWire {
  private static final int MOST_BYTES = 8 << 20;
  private static final int MOST_WORDS = 300;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final GitHubHost host;
  private final GitHubRepository repository;
  private final GitHubTokens tokens;
  private final GitHubConnector connector;
  private boolean renewed;

  GitHubWire(
      GitHubHost host,
      GitHubRepository repository,
      GitHubTokens tokens,
      OkHttpClient http,
      Clock clock) {
    this.host = host;
    this.repository = repository;
    this.tokens = tokens.forJob();
    this.connector = new SteadyConnector(new OkHttpGitHubConnector(http), clock);
  }

  GitHubRepository repository() {
    return repository;
  }

  /** What is at a path of the repository: {@code /pulls/12}. */
  JsonNode get(String path) throws TryAgainException, RefusedException {
    return get(path, "").body();
  }

  /** The same, unless it is as it was when it had that tag. */
  GitHubReply get(String path, String etag) throws TryAgainException, RefusedException {
    return call("GET", path, etag, Optional.empty());
  }

  /** Sends a body to a path of the repository. */
  JsonNode send(String method, String path, ObjectNode body)
      throws TryAgainException, RefusedException {
    return call(method, path, "", Optional.of(body)).body();
  }

  private GitHubReply call(String method, String path, String etag, Optional<ObjectNode> body)
      throws TryAgainException, RefusedException {
    String what = path.replaceFirst("\\?.*", "");
    String failed =
        "cannot "
            + (method.equals("GET") ? "read " : "write ")
            + (what.isEmpty() ? "" : what + " of ")
            + repository.fullName();
    String token = token(failed);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Authorization", "Bearer " + token);
    headers.put("Accept", "application/vnd.github+json");
    headers.put("X-GitHub-Api-Version", "2022-11-28");
    if (!etag.isEmpty()) {
      headers.put("If-None-Match", etag);
    }
    GitHubRequest request =
        GitHubRequest.of(
            method,
            host.api() + "/repos/" + repository.fullName() + path,
            headers,
            body.map(ObjectNode::toString));
    try (GitHubConnectorResponse response = connector.send(request)) {
      byte[] answer = bytes(response);
      if (response.statusCode() == 401 && !renewed && tokens.renew(repository, token)) {
        renewed = true;
        throw new TryAgainException(
            failed + ": the token is not taken any more", Optional.of(Duration.ZERO));
      }
      if (response.statusCode() >= 400) {
        throw refused(failed, response.statusCode(), words(answer, token));
      }
      renewed = false;
      String tag = Objects.requireNonNullElse(response.header("ETag"), "");
      return new GitHubReply(response.statusCode(), tree(answer), tag);
    } catch (LimitedException e) {
      throw new TryAgainException(failed + ": " + e.getMessage(), Optional.of(e.waitFor()));
    } catch (IOException e) {
      // What it did is not known.
      throw new TryAgainException(
          failed + ": no whole answer from " + host.host(), Optional.empty());
    }
  }

  private String token(String failed) throws TryAgainException, RefusedException {
    return tokens
        .token(repository)
        .orElseThrow(
            () -> new RefusedException(failed + ": there is no token for it any more", 401, ""));
  }

  private static byte[] bytes(GitHubConnectorResponse response) throws IOException {
    try (InputStream body = response.bodyStream()) {
      byte[] bytes = body.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IOException("an answer of more than " + MOST_BYTES + " bytes");
      }
      return bytes;
    }
  }

  private static JsonNode tree(byte[] bytes) throws IOException {
    return bytes.length == 0
        ? MissingNode.getInstance()
        : Objects.requireNonNullElse(JSON.readTree(bytes), MissingNode.getInstance());
  }

  private static RefusedException refused(String failed, int status, String words)
      throws TryAgainException {
    if (status >= 500 || status == 408) {
      throw new TryAgainException(failed + ": status " + status, Optional.empty());
    }
    return new RefusedException(failed + ": status " + status + ", " + words, status, words);
  }

  /** GitHub's own words, on one line and without the token. */
  private static String words(byte[] answer, String token) {
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
    words = words.replace(token, "…").replaceAll("\\p{Cntrl}+", " ").strip();
    return words.length() > MOST_WORDS ? words.substring(0, MOST_WORDS) + "…" : words;
  }
}
