package dev.hephaestus.server.ai;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Speaks HTTP to a provider: a whole reply within a time and a size, tried again when the provider
 * is busy.
 *
 * <p><i>Errors:</i> {@link ModelException}, its message without the key.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 *
 * <p><i>Source:</i> RFC 9110 for {@code Retry-After} (in seconds, as providers send it), RFC 6585
 * for 429; 529 is Anthropic's overload.
 */
final class ModelHttpClient implements HttpClient {
  static final int MOST_BYTES = 8 << 20;
  private static final int MOST_TRIES = 4;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
  private static final int LONGEST_DETAIL = 300;

  /** Waits between two tries. */
  @FunctionalInterface
  interface Pause {
    void of(Duration duration) throws InterruptedException;
  }

  private final String model;
  private final Duration timeout;
  private final Secret secret;
  private final Pause pause;
  private final java.net.http.HttpClient http;

  ModelHttpClient(String model, Duration timeout, Secret secret, Pause pause) {
    this.model = model;
    this.timeout = timeout;
    this.secret = secret;
    this.pause = pause;
    // HTTP/1.1: local servers often choke on the upgrade to HTTP/2 in clear text.
    this.http =
        java.net.http.HttpClient.newBuilder()
            .connectTimeout(timeout)
            .version(java.net.http.HttpClient.Version.HTTP_1_1)
            .build();
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    for (int tries = 1; ; tries++) {
      HttpResponse<byte[]> response = null;
      ModelException failure;
      try {
        response = send(request);
        if (response.statusCode() / 100 == 2) {
          return SuccessfulHttpResponse.builder()
              .statusCode(response.statusCode())
              .headers(response.headers().map())
              .body(new String(response.body(), StandardCharsets.UTF_8))
              .build();
        }
        failure = refusal(response);
      } catch (ModelException failed) {
        failure = failed;
      }
      if (!failure.isRetryable() || tries == MOST_TRIES) {
        throw failure;
      }
      waitAfter(tries, Optional.ofNullable(response));
    }
  }

  private HttpResponse<byte[]> send(HttpRequest request) {
    var builder = java.net.http.HttpRequest.newBuilder(URI.create(request.url()));
    request.headers().forEach((name, values) -> values.forEach(v -> builder.header(name, v)));
    String body = request.body();
    builder.method(
        request.method().name(),
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    CompletableFuture<HttpResponse<byte[]>> reply =
        http.sendAsync(builder.build(), info -> new BoundedBody(MOST_BYTES));
    try {
      return reply.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      reply.cancel(true);
      throw new ModelException(
          "model " + model + " gave no whole reply within " + timeout.toMillis() + " ms", true);
    } catch (InterruptedException interrupted) {
      reply.cancel(true);
      Thread.currentThread().interrupt();
      throw new ModelException("interrupted while waiting for model " + model, false);
    } catch (ExecutionException failed) {
      throw unreachable(failed.getCause() == null ? failed : failed.getCause());
    }
  }

  private ModelException unreachable(Throwable cause) {
    if (cause instanceof BoundedBody.TooLongException) {
      return new ModelException(
          "the reply of model " + model + " is longer than " + MOST_BYTES + " bytes", false);
    }
    return new ModelException(
        "model " + model + " could not be reached: " + clip(String.valueOf(cause)), true);
  }

  private ModelException refusal(HttpResponse<byte[]> response) {
    int status = response.statusCode();
    String said = clip(new String(response.body(), StandardCharsets.UTF_8));
    String what =
        switch (status) {
          case 401, 403 -> "refused the API key; check that it is valid for this model";
          case 404 -> "does not know the model or the address; check both in the configuration";
          case 408, 429 -> "asks to slow down (rate limit or quota)";
          default -> status >= 500 ? "is failing or overloaded" : "refused the request";
        };
    boolean retryable = status == 408 || status == 429 || status >= 500;
    return new ModelException(
        "the provider of " + model + " " + what + ": HTTP " + status + " " + said, retryable);
  }

  private void waitAfter(int tries, Optional<HttpResponse<byte[]>> response) {
    Duration wait = Duration.ofSeconds(1L << tries).dividedBy(2);
    Optional<Duration> asked =
        response
            .flatMap(r -> r.headers().firstValue("retry-after"))
            .filter(seconds -> seconds.matches("\\d{1,6}"))
            .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
    wait = asked.orElse(wait);
    if (wait.compareTo(LONGEST_PAUSE) > 0) {
      throw new ModelException(
          "the provider of " + model + " asks to wait " + wait.toSeconds() + " s", true);
    }
    try {
      pause.of(wait);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ModelException("interrupted while waiting for model " + model, false);
    }
  }

  private String clip(String text) {
    String line = secret.strikeOut(text).replaceAll("\\s+", " ");
    return line.length() > LONGEST_DETAIL ? line.substring(0, LONGEST_DETAIL) + "..." : line;
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    throw new UnsupportedOperationException("replies are taken whole; nothing here streams");
  }

  /** Hands LangChain4j this client, whatever it asks for. */
  static final class Builder implements HttpClientBuilder {
    private final String model;
    private final Duration timeout;
    private final Secret secret;
    private final Pause pause;

    Builder(String model, Duration timeout, Secret secret, Pause pause) {
      this.model = model;
      this.timeout = timeout;
      this.secret = secret;
      this.pause = pause;
    }

    @Override
    public Duration connectTimeout() {
      return timeout;
    }

    @Override
    public HttpClientBuilder connectTimeout(Duration ignored) {
      return this;
    }

    @Override
    public Duration readTimeout() {
      return timeout;
    }

    @Override
    public HttpClientBuilder readTimeout(Duration ignored) {
      return this;
    }

    @Override
    public HttpClient build() {
      return new ModelHttpClient(model, timeout, secret, pause);
    }
  }
}
