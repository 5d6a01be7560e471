package dev.hephaestus.server.github;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/**
 * Takes the requests of GitHub's client for one call the way of all our calls.
 *
 * <p>The client would by itself repeat a request, even one that creates something, after a timeout,
 * and would sleep through limits for up to an hour. So it sees neither: whatever is no success is
 * thrown here, under names that it does not know, for the caller to sort.
 */
final class SteadyConnector implements GitHubConnector {
  private final GitHubHttp http;
  private final String token;

  /**
   * @param token what they are made with
   */
  SteadyConnector(GitHubHttp http, String token) {
    this.http = http;
    this.token = token;
  }

  @Override
  public GitHubConnectorResponse send(GitHubConnectorRequest request) throws IOException {
    try {
      return new Whole(request, http.send(request.method(), request.url(), token, body(request)));
    } catch (LimitedException | UnwelcomeAnswerException e) {
      throw e;
    } catch (IOException e) {
      throw new IOException("broken off: " + e.getMessage(), e);
    }
  }

  private static byte @Nullable [] body(GitHubConnectorRequest request) throws IOException {
    try (InputStream body = request.body()) {
      return body == null ? null : body.readAllBytes();
    }
  }

  /** An answer that was read already. */
  private static final class Whole extends GitHubConnectorResponse.ByteArrayResponse {
    private final byte[] body;

    Whole(GitHubConnectorRequest request, GitHubHttp.Answer answer) {
      super(request, answer.status(), answer.headers().toMultimap());
      this.body = answer.body();
    }

    @Override
    protected InputStream rawBodyStream() {
      return new ByteArrayInputStream(body);
    }
  }
}
