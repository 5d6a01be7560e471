package dev.hephaestus.server.github;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHEventPayload;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GitHubBuilder;
import org.kohsuke.github.RateLimitChecker;

/**
 * Sends calls to one GitHub's REST API: each once, read whole and bounded, and followed where
 * GitHub says that a repository has moved.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 *
 * <p><i>Source:</i> GitHub's "Getting started with the REST API" and "Best practices for using the
 * REST API".
 */
final class GitHubHttp {
  private static final int MOST_BYTES = 8 << 20;
  private static final int MOST_REDIRECTS = 3;
  private static final int ACCEPTED = 202;
  private static final int NOT_MODIFIED = 304;
  private static final Set<Integer> MOVED = Set.of(301, 302, 307, 308);
  private static final MediaType JSON = MediaType.get("application/json");

  private final GitHubHost host;
  private final HttpUrl base;
  private final OkHttpClient http;
  private final RateLimits limits;

  GitHubHttp(GitHubHost host, Duration callTimeout, Clock clock) {
    this.host = host;
    this.base = HttpUrl.get(host.api().toString().replaceFirst("/+$", "") + "/");
    this.limits = new RateLimits(clock);
    this.http =
        new OkHttpClient.Builder()
            .callTimeout(callTimeout)
            .connectTimeout(callTimeout)
            .readTimeout(callTimeout)
            .writeTimeout(callTimeout)
            // It would send a request again whose answer was lost,
            .retryOnConnectionFailure(false)
            // and a POST that is to be made elsewhere as a GET.
            .followRedirects(false)
            .followSslRedirects(false)
            .build();
  }

  /**
   * What came back.
   *
   * @param path what answered, below the API's base: another than was asked where that has moved
   */
  // Bytes, and no copy of them at each hand: these live as long as a call.
  @SuppressWarnings("ArrayRecordComponent")
  record Answer(int status, byte[] body, Headers headers, String path) {

    /** A header's value; empty where it has none. */
    String header(String name) {
      return Objects.requireNonNullElse(headers.get(name), "");
    }

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  GitHubHost host() {
    return host;
  }

  /**
   * Makes a call.
   *
   * @param target a path below the API's base, or a whole URL that GitHub gave for the next page
   * @param token what it is made with
   * @param etag what is known already, or empty
   * @throws LimitedException when GitHub wants to be left alone for a while
   * @throws UnwelcomeAnswerException when it is no success
   * @throws IOException when there is no whole answer; what the call did is not known then
   */
  Answer send(String method, String target, String token, String etag, Optional<ObjectNode> body)
      throws IOException {
    byte[] bytes = body.map(json -> json.toString().getBytes(StandardCharsets.UTF_8)).orElse(null);
    return send(method, url(target), token, etag, bytes);
  }

  /**
   * A repository as GitHub's client has it, for one call, which is made here and not repeated.
   *
   * @param token what the call is made with
   */
  GHRepository home(GitHubRepository repository, String token) {
    ObjectNode told = JsonNodeFactory.instance.objectNode();
    // All that the client needs to know of it; it would ask, and for more than there may be.
    ObjectNode home = told.putObject("repository").put("full_name", repository.fullName());
    home.put("name", repository.name()).putObject("owner").put("login", repository.owner());
    try {
      return new GitHubBuilder()
          .withEndpoint(base.toString().replaceFirst("/$", ""))
          .withConnector(new SteadyConnector(this, token))
          .withRateLimitChecker(RateLimitChecker.NONE)
          .build()
          .parseEventPayload(new StringReader(told.toString()), GHEventPayload.Ping.class)
          .getRepository();
    } catch (IOException e) {
      throw new IllegalStateException("GitHub's client cannot be made for " + host.api(), e);
    }
  }

  /** What GitHub's client sends. */
  Answer send(String method, URL target, String token, byte @Nullable [] body) throws IOException {
    return send(method, url(target.toString()), token, "", body);
  }

  private Answer send(
      String method, HttpUrl target, String token, String etag, byte @Nullable [] body)
      throws IOException {
    HttpUrl url = target;
    for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
      Answer answer = once(method, url, token, etag, body);
      HttpUrl next =
          MOVED.contains(answer.status()) ? url.resolve(answer.header("Location")) : null;
      if (next == null || !isHere(next)) {
        return welcome(method, answer);
      }
      url = next;
    }
    throw new IOException("more than " + MOST_REDIRECTS + " redirects");
  }

  private static Answer welcome(String method, Answer answer) throws UnwelcomeAnswerException {
    int status = answer.status();
    if ((status >= 300 && status != NOT_MODIFIED) || (status == ACCEPTED && method.equals("GET"))) {
      throw new UnwelcomeAnswerException(answer);
    }
    return answer;
  }

  private Answer once(String method, HttpUrl url, String token, String etag, byte @Nullable [] body)
      throws IOException {
    Request.Builder request =
        new Request.Builder()
            .url(url)
            .header("Authorization", "Bearer " + token)
            .header("Accept", "application/vnd.github+json")
            .header("X-GitHub-Api-Version", "2022-11-28")
            .header("User-Agent", "hephaestus");
    if (!etag.isEmpty()) {
      request.header("If-None-Match", etag);
    }
    request.method(method, body == null ? null : RequestBody.create(body, JSON));
    try (Response response = http.newCall(request.build()).execute()) {
      Answer answer = new Answer(response.code(), bytes(response), response.headers(), below(url));
      Optional<Duration> wait = limits.asked(answer);
      if (wait.isPresent()) {
        throw new LimitedException(
            "GitHub limits requests (status " + answer.status() + ")", wait.get());
      }
      return answer;
    }
  }

  private static byte[] bytes(Response response) throws IOException {
    try (InputStream body = response.body().byteStream()) {
      byte[] bytes = body.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IOException("an answer of more than " + MOST_BYTES + " bytes");
      }
      return bytes;
    }
  }

  private HttpUrl url(String target) throws IOException {
    HttpUrl url =
        target.startsWith("/")
            ? HttpUrl.parse(base.toString().replaceFirst("/$", "") + target)
            : HttpUrl.parse(target);
    if (url == null || !isHere(url)) {
      throw new IOException("not an address of " + host.host() + "'s API");
    }
    return url;
  }

  private String below(HttpUrl url) {
    return "/" + url.encodedPath().substring(base.encodedPath().length());
  }

  /** No token goes anywhere else. */
  private boolean isHere(HttpUrl url) {
    return url.scheme().equals(base.scheme())
        && url.host().equals(base.host())
        && url.port() == base.port()
        && url.encodedPath().startsWith(base.encodedPath());
  }
}
