package dev.hephaestus.server.ai;

import dev.hephaestus.server.ai.ModelException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Where a provider listens: sends a request and hands over the response as soon as it begins.
 *
 * <p><i>Errors:</i> {@link ModelException}, its message without the key.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
final class ModelEndpoint {
  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(30);

  private final String model;
  private final String baseUrl;
  private final Map<String, String> headers;
  private final Secret secret;
  private final HttpClient http;

  ModelEndpoint(
      String model, String baseUrl, Map<String, String> headers, Secret secret, Timeouts timeouts) {
    this.model = model;
    this.baseUrl = baseUrl.endsWith("/") ? baseUrl.substring(0, baseUrl.length() - 1) : baseUrl;
    this.headers = headers;
    this.secret = secret;
    Duration connect =
        timeouts.total().compareTo(LONGEST_CONNECT) < 0 ? timeouts.total() : LONGEST_CONNECT;
    // HTTP/1.1: local servers often choke on the upgrade to HTTP/2 in clear text. Redirections are
    // not followed, or the key would go where an answer says.
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(connect)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
  }

  HttpResponse<ArrivingBody> post(String path, String body, Stopwatch stopwatch) {
    CompletableFuture<HttpResponse<ArrivingBody>> reply =
        http.sendAsync(request(path, body), info -> new ArrivingBody());
    try {
      return reply.get(stopwatch.nanosLeft(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      abandon(reply);
      throw stopwatch.late(model);
    } catch (InterruptedException interrupted) {
      abandon(reply);
      Thread.currentThread().interrupt();
      throw interrupted();
    } catch (ExecutionException failed) {
      throw unreachable(failed.getCause() == null ? failed : failed.getCause());
    }
  }

  private HttpRequest request(String path, String body) {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(baseUrl + path))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(body));
      headers.forEach(request::header);
      return request.build();
    } catch (IllegalArgumentException malformed) {
      // A key with a line break in it is the usual reason; its text is not repeated.
      throw new ModelException(
          Kind.REFUSED,
          "no request can be made for model " + model + "; check its name, address and key");
    }
  }

  /** A response that comes after all must not keep the connection open. */
  private static void abandon(CompletableFuture<HttpResponse<ArrivingBody>> reply) {
    var unused = reply.thenAccept(response -> response.body().close());
    reply.cancel(true);
  }

  /** What can be had of a body within the time, up to so many bytes. */
  byte[] start(ArrivingBody body, int most, Stopwatch stopwatch) {
    ByteArrayOutputStream start = new ByteArrayOutputStream();
    try {
      for (byte[] piece = take(body, stopwatch);
          piece.length > 0 && start.size() < most;
          piece = take(body, stopwatch)) {
        start.writeBytes(piece);
      }
    } catch (ModelException cut) {
      if (cut.kind() == Kind.INTERRUPTED) {
        throw cut;
      }
      // What is wrong was said before the body: what came of it is enough.
    }
    return start.toByteArray();
  }

  /** The next bytes of a body; none at its end. */
  byte[] take(ArrivingBody body, Stopwatch stopwatch) {
    long left = stopwatch.nanosLeft();
    if (left <= 0) {
      // Even where more is there already: a flood is no reason to go on.
      throw stopwatch.late(model);
    }
    try {
      byte[] piece = body.take(left);
      return piece == null ? new byte[0] : piece.length == 0 ? take(body, stopwatch) : piece;
    } catch (TimeoutException late) {
      throw stopwatch.late(model);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw interrupted();
    } catch (IOException broken) {
      throw unreachable(broken);
    }
  }

  private ModelException interrupted() {
    return new ModelException(Kind.INTERRUPTED, "interrupted while waiting for model " + model);
  }

  private ModelException unreachable(Throwable cause) {
    // The cause itself is left out: its text may be the provider's.
    return new ModelException(
        Kind.UNREACHABLE,
        "model " + model + " could not be reached: " + secret.clip(String.valueOf(cause)));
  }
}
