package dev.hephaestus.server.github;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/**
 * Sends each request once, and says what a limit asks for.
 *
 * <p>GitHub's client would by itself repeat a request, even one that creates something, after a
 * timeout, and would sleep through limits for up to an hour. So no timeout of the network gets
 * there under its own name, whole answers are read here, and limits are recognized here: the caller
 * looks at what stands before it tries again.
 *
 * <p><i>Source:</i> GitHub's "Rate limits for the REST API" and "Best practices for using the REST
 * API".
 */
final class SteadyConnector implements GitHubConnector {
  private static final Duration WITHOUT_A_HINT = Duration.ofSeconds(60);
  private static final int READ_FOR_WORDS = 64 * 1024;

  private final GitHubConnector connector;
  private final Clock clock;

  SteadyConnector(GitHubConnector connector, Clock clock) {
    this.connector = connector;
    this.clock = clock;
  }

  @Override
  public GitHubConnectorResponse send(GitHubConnectorRequest request) throws IOException {
    GitHubConnectorResponse response = null;
    try {
      response = connector.send(request);
      String words = words(response);
      Optional<Duration> wait = asked(response, words);
      if (wait.isPresent()) {
        throw new LimitedException(
            "GitHub limits requests (status " + response.statusCode() + ")", wait.get());
      }
      GitHubConnectorResponse whole = response;
      response = null;
      return whole;
    } catch (LimitedException e) {
      throw e;
    } catch (IOException e) {
      throw new IOException(e.getClass().getSimpleName() + ": " + e.getMessage());
    } finally {
      if (response != null) {
        response.close();
      }
    }
  }

  /** Reads the whole answer, which stays in memory for the client, and gives a fault's words. */
  private static String words(GitHubConnectorResponse response) throws IOException {
    try (InputStream body = response.bodyStream()) {
      return response.statusCode() < 400
          ? ""
          : new String(body.readNBytes(READ_FOR_WORDS), StandardCharsets.UTF_8)
              .toLowerCase(Locale.ROOT);
    }
  }

  private Optional<Duration> asked(GitHubConnectorResponse response, String words) {
    int status = response.statusCode();
    String retryAfter = response.header("Retry-After");
    if (status >= 500 && retryAfter != null) {
      return Optional.of(seconds(retryAfter));
    }
    if (status != 403 && status != 429) {
      return Optional.empty();
    }
    if (retryAfter != null) {
      return Optional.of(seconds(retryAfter));
    }
    if ("0".equals(response.header("X-RateLimit-Remaining"))) {
      return Optional.of(untilReset(response));
    }
    boolean limited = status == 429 || words.contains("rate limit") || words.contains("abuse");
    return limited ? Optional.of(WITHOUT_A_HINT) : Optional.empty();
  }

  private static Duration seconds(String text) {
    try {
      return Duration.ofSeconds(Math.max(0, Long.parseLong(text.strip())));
    } catch (NumberFormatException e) {
      return WITHOUT_A_HINT;
    }
  }

  /** By the server's clock where it tells it: ours may differ. */
  private Duration untilReset(GitHubConnectorResponse response) {
    String reset = response.header("X-RateLimit-Reset");
    try {
      Instant until = Instant.ofEpochSecond(Long.parseLong(String.valueOf(reset)));
      Duration wait = Duration.between(now(response.header("Date")), until).plusSeconds(1);
      return wait.isNegative() ? Duration.ZERO : wait;
    } catch (NumberFormatException | DateTimeException e) {
      return WITHOUT_A_HINT;
    }
  }

  private Instant now(@Nullable String date) {
    try {
      return date == null
          ? clock.instant()
          : ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException e) {
      return clock.instant();
    }
  }
}
