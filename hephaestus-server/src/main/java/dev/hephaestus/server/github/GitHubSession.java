package dev.hephaestus.server.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hephaestus.server.delivery.DeliveryException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHException;
import org.kohsuke.github.GHFileNotFoundException;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubAbuseLimitHandler;
import org.kohsuke.github.GitHubBuilder;
import org.kohsuke.github.GitHubRateLimitHandler;
import org.kohsuke.github.HttpException;
import org.kohsuke.github.RateLimitChecker;
import org.kohsuke.github.authorization.AuthorizationProvider;
import org.kohsuke.github.extras.okhttp3.OkHttpGitHubConnector;

/**
 * Calls GitHub for one repository with that repository's token, and sorts what comes back into an
 * answer, a no, and a not now.
 */
final class GitHubSession {
  private static final int MAX_ANSWER = 300;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final GitHubHost host;
  private final GitHubRepository repository;
  private final GitHubTokens tokens;
  private final GitHub gitHub;
  private final @Nullable GitHubJson json;
  private volatile String token = "";
  private boolean renewed;

  GitHubSession(
      GitHubHost host,
      GitHubRepository repository,
      GitHubTokens tokens,
      OkHttpClient http,
      Clock clock) {
    this.host = host;
    this.repository = repository;
    this.tokens = tokens.forJob();
    SteadyConnector connector = new SteadyConnector(new OkHttpGitHubConnector(http), clock);
    this.json = new GitHubJson(connector, host, repository, () -> "Bearer " + token);
    this.gitHub = client(host, connector, () -> "Bearer " + token);
  }

  /** Calls through a client that authorizes itself. */
  GitHubSession(GitHubHost host, GitHubRepository repository, GitHub gitHub) {
    this.host = host;
    this.repository = repository;
    this.tokens = any -> Optional.of("");
    this.json = null;
    this.gitHub = gitHub;
  }

  /** GitHub's client, which sends each request once. */
  static GitHub client(
      GitHubHost host, OkHttpClient http, Clock clock, AuthorizationProvider authorization) {
    return client(host, new SteadyConnector(new OkHttpGitHubConnector(http), clock), authorization);
  }

  private static GitHub client(
      GitHubHost host, SteadyConnector connector, AuthorizationProvider authorization) {
    try {
      return new GitHubBuilder()
          .withEndpoint(host.api().toString())
          .withAuthorizationProvider(authorization)
          .withConnector(connector)
          .withRateLimitHandler(GitHubRateLimitHandler.FAIL)
          .withAbuseLimitHandler(GitHubAbuseLimitHandler.FAIL)
          .withRateLimitChecker(RateLimitChecker.NONE)
          .build();
    } catch (IOException e) {
      throw new IllegalStateException("GitHub's client cannot be made for " + host.api(), e);
    }
  }

  /** What talks to GitHub; nothing of it is sent a second time by itself. */
  static OkHttpClient http(Duration callTimeout) {
    return new OkHttpClient.Builder()
        .callTimeout(callTimeout)
        .connectTimeout(callTimeout)
        .readTimeout(callTimeout)
        .writeTimeout(callTimeout)
        // It would send a request again whose answer was lost.
        .retryOnConnectionFailure(false)
        .build();
  }

  GitHub gitHub() {
    return gitHub;
  }

  /** What the client above has no calls for. */
  GitHubJson json() {
    return Objects.requireNonNull(json, "a session that authorizes itself");
  }

  GitHubHost host() {
    return host;
  }

  /** Whether a GitHub App acts, and not a person. */
  boolean isOfAnApp() {
    return tokens.isOfAnApp(repository);
  }

  GitHubRepository repository() {
    return repository;
  }

  /**
   * Makes a call.
   *
   * @param doing what for, for people: {@code open a pull request in}
   * @param permission what it takes
   */
  <T> T call(String doing, Permission permission, Call<T> call)
      throws TryAgainException, RefusedException {
    token = authorized();
    try {
      return call.make();
    } catch (IOException | GHException e) {
      throw sorted("cannot " + doing + " " + repository.fullName(), permission, e);
    }
  }

  /** Gives a no back as the exception to throw, and throws a not now. */
  private RefusedException sorted(String failed, Permission permission, Exception fault)
      throws TryAgainException {
    LimitedException limited = cause(fault, LimitedException.class);
    if (limited != null) {
      throw new TryAgainException(
          failed + ": " + limited.getMessage(), Optional.of(limited.waitFor()));
    }
    int status = status(fault);
    String answer = answer(fault);
    // Below 400: an answer that cannot be read, or none at all. What it did is not known.
    if (status < 400 || status >= 500 || status == 408) {
      throw new TryAgainException(
          failed
              + ": "
              + (status >= 400 ? "status " + status : "no whole answer from " + host.host()),
          Optional.empty());
    }
    if (status == 401 && !renewed && tokens.renew(repository, token)) {
      renewed = true;
      throw new TryAgainException(
          failed + ": the token is not taken any more", Optional.of(Duration.ZERO));
    }
    return new RefusedException(failed + ": " + reason(status, permission, answer), status, answer);
  }

  private String reason(int status, Permission permission, String answer) {
    return switch (status) {
      case 401 ->
          "the token for " + host.host() + " is refused; it may have expired or been revoked";
      case 403 ->
          "the token may not; it needs the permission " + permission.label() + " (" + answer + ")";
      case 404 ->
          "it is not there, or the token may not see it; it needs the permission "
              + permission.label();
      default -> "status " + status + ", " + answer;
    };
  }

  private String authorized() throws TryAgainException, RefusedException {
    return tokens
        .token(repository)
        .orElseThrow(
            () ->
                new DeliveryException(
                    "there is no token for " + repository.fullName() + " any more", false));
  }

  private static int status(Exception fault) {
    if (cause(fault, GHFileNotFoundException.class) != null) {
      return 404;
    }
    HttpException http = cause(fault, HttpException.class);
    return http == null ? -1 : http.getResponseCode();
  }

  /** GitHub's own words, from its JSON where it is some, on one line and without the token. */
  private String answer(Exception fault) {
    String text = String.valueOf(fault.getMessage());
    int json = text.indexOf('{');
    if (json >= 0) {
      try {
        JsonNode node = JSON.readTree(text.substring(json));
        StringBuilder words = new StringBuilder(node.path("message").asText(""));
        node.path("errors")
            .forEach(
                error -> words.append(' ').append(error.path("message").asText(error.asText(""))));
        text = words.toString();
      } catch (JsonProcessingException e) {
        // Then its text as it is.
      }
    }
    String safe = token.isEmpty() ? text : text.replace(token, "…");
    safe = safe.replaceAll("\\p{Cntrl}+", " ").strip();
    return safe.length() > MAX_ANSWER ? safe.substring(0, MAX_ANSWER) + "…" : safe;
  }

  private static <T extends Throwable> @Nullable T cause(Throwable fault, Class<T> type) {
    return Stream.iterate(fault, cause -> cause != null, Throwable::getCause)
        .limit(10)
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst()
        .orElse(null);
  }

  /** What a token must be allowed to do. */
  enum Permission {
    READ("Metadata: read"),
    CONTENTS_READ("Contents: read"),
    CONTENTS_WRITE("Contents: write"),
    PULL_REQUESTS_READ("Pull requests: read"),
    PULL_REQUESTS_WRITE("Pull requests: write"),
    CHECKS_WRITE("Checks: write");

    private final String label;

    Permission(String label) {
      this.label = label;
    }

    String label() {
      return "\"" + label + "\"";
    }
  }

  /** A call of GitHub's client. */
  @FunctionalInterface
  interface Call<T> {
    T make() throws IOException;
  }
}
