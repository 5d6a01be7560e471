package dev.hephaestus.server.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hephaestus.server.delivery.TestRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A small GitHub on loopback: its REST API's wire form, errors and limits, over a real Git
 * repository; and its faults, at the calls where a test wants them.
 */
final class FakeGitHub implements AutoCloseable {
  static final String TOKEN = "ghp_0123456789secret";

  /** What may go wrong with a call. */
  enum Fault {
    NONE,
    SERVER_ERROR,
    BAD_GATEWAY_AFTER_SUCCESS,
    SECONDARY_LIMIT,
    SECONDARY_LIMIT_WITH_RETRY_AFTER,
    PRIMARY_LIMIT,
    TOO_MANY_REQUESTS,
    TRUNCATED,
    DROPPED,
    DROPPED_AFTER_SUCCESS,
    STALLED_AFTER_SUCCESS,
    NOT_JSON
  }

  /** A call as it came. */
  record Request(int number, String method, String path, String query) {

    @Override
    public String toString() {
      return method + " " + path + (query.isEmpty() ? "" : "?" + query);
    }
  }

  /** An answer. */
  record Answer(int status, JsonNode body, Map<String, String> headers) {

    static Answer of(int status, JsonNode body) {
      return new Answer(status, body, Map.of());
    }

    static Answer error(int status, String message) {
      return of(
          status,
          JsonNodeFactory.instance
              .objectNode()
              .put("message", message)
              .put("documentation_url", "https://docs.github.com/rest")
              .put("status", Integer.toString(status)));
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  final List<Request> requests = new CopyOnWriteArrayList<>();
  GitHubObjects objects;
  GitHubPulls pulls;
  String accepted = TOKEN;
  int retryAfter = 7;
  volatile Function<Request, Fault> faults = request -> Fault.NONE;
  volatile Function<Request, Answer> instead =
      request -> Answer.of(0, JsonNodeFactory.instance.nullNode());

  volatile Further further = (call, query, body) -> Answer.error(404, "Not Found");

  /** Answers what this does not know: {@code GET /pulls/1}. */
  @FunctionalInterface
  interface Further {
    Answer answer(String call, Map<String, String> query, JsonNode body) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);

  FakeGitHub(TestRepository repository) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
    objects = new GitHubObjects(repository.repository());
    pulls = new GitHubPulls(objects, "http://" + authority());
  }

  String authority() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  GitHubHost host() {
    return new GitHubHost(authority(), URI.create("http://" + authority() + "/api/v3"));
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  /** Begins anew on another repository. */
  synchronized void reset(TestRepository repository) {
    requests.clear();
    faults = request -> Fault.NONE;
    objects = new GitHubObjects(repository.repository());
    pulls = new GitHubPulls(objects, "http://" + authority());
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    Request request = request(exchange);
    Fault fault = faults.apply(request);
    boolean happens =
        switch (fault) {
          case NONE,
              BAD_GATEWAY_AFTER_SUCCESS,
              TRUNCATED,
              DROPPED_AFTER_SUCCESS,
              STALLED_AFTER_SUCCESS,
              NOT_JSON ->
              true;
          default -> false;
        };
    Answer answer = happens ? answer(exchange, request, body) : faulty(fault);
    switch (fault) {
      case DROPPED, DROPPED_AFTER_SUCCESS -> exchange.close();
      case STALLED_AFTER_SUCCESS -> stall(exchange);
      case BAD_GATEWAY_AFTER_SUCCESS -> send(exchange, faulty(fault), 0);
      case TRUNCATED -> send(exchange, answer, 17);
      case NOT_JSON -> page(exchange);
      default -> send(exchange, answer, 0);
    }
  }

  private synchronized Request request(HttpExchange exchange) {
    URI uri = exchange.getRequestURI();
    String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    Request request =
        new Request(requests.size() + 1, exchange.getRequestMethod(), uri.getPath(), query);
    requests.add(request);
    return request;
  }

  private synchronized Answer answer(HttpExchange exchange, Request request, byte[] body)
      throws IOException {
    Answer other = instead.apply(request);
    if (other.status() != 0) {
      return other;
    }
    if (!("Bearer " + accepted).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      return Answer.error(401, "Bad credentials");
    }
    String prefix = "/api/v3/repos/acme/shop";
    if (!request.path().startsWith(prefix)) {
      return Answer.error(404, "Not Found");
    }
    String tail = request.path().substring(prefix.length());
    JsonNode json = body.length == 0 ? JSON.nullNode() : JSON.readTree(body);
    Answer answer = route(request.method() + " " + tail, query(request.query()), json);
    return request.method().equals("GET") && answer.status() == 200
        ? tagged(answer, exchange.getRequestHeaders().getFirst("If-None-Match"))
        : answer;
  }

  private static Answer tagged(Answer answer, @Nullable String known) {
    String tag = "W/\"" + Integer.toHexString(answer.body().toString().hashCode()) + "\"";
    return tag.equals(known) ? Answer.of(304, JSON.nullNode()) : with(answer, Map.of("ETag", tag));
  }

  private Answer route(String call, Map<String, String> query, JsonNode body) throws IOException {
    if (call.equals("GET ")) {
      return Answer.of(200, pulls.repository());
    }
    if (call.equals("GET /commits")) {
      return objects.commits(query.getOrDefault("sha", "main"), limit(query));
    }
    if (call.startsWith("GET /git/ref/heads/")) {
      return objects.ref(call.substring("GET /git/ref/heads/".length()));
    }
    if (call.startsWith("GET /git/commits/")) {
      return objects.commit(call.substring("GET /git/commits/".length()));
    }
    if (call.startsWith("GET /git/trees/")) {
      return objects.tree(
          call.substring("GET /git/trees/".length()), query.containsKey("recursive"));
    }
    if (call.startsWith("POST /issues/") && call.endsWith("/labels")) {
      return pulls.label(Integer.parseInt(call.replaceAll("\\D", "")), body);
    }
    return switch (call) {
      case "POST /git/blobs" -> objects.createBlob(body);
      case "POST /git/trees" -> objects.createTree(body);
      case "POST /git/commits" -> objects.createCommit(body);
      case "POST /git/refs" -> objects.createRef(body);
      case "GET /pulls" -> pulls.list(query, limit(query));
      case "POST /pulls" -> pulls.create(body);
      default -> further(call, query, body);
    };
  }

  /** A pull request as it was made, where nobody tells more of it. */
  private Answer further(String call, Map<String, String> query, JsonNode body) throws IOException {
    Answer answer = further.answer(call, query, body);
    return answer.status() == 404 && call.matches("GET /pulls/\\d+")
        ? pulls.get(Integer.parseInt(call.replaceAll("\\D", "")))
        : answer;
  }

  private Answer faulty(Fault fault) {
    String secondary =
        "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.";
    return switch (fault) {
      case SERVER_ERROR -> Answer.error(500, "Server Error");
      case BAD_GATEWAY_AFTER_SUCCESS -> Answer.error(502, "Bad Gateway");
      case SECONDARY_LIMIT -> Answer.error(403, secondary);
      case SECONDARY_LIMIT_WITH_RETRY_AFTER ->
          with(Answer.error(403, secondary), Map.of("Retry-After", Integer.toString(retryAfter)));
      case TOO_MANY_REQUESTS -> Answer.error(429, "Too Many Requests");
      case PRIMARY_LIMIT ->
          with(
              Answer.error(403, "API rate limit exceeded for user ID 1."),
              Map.of(
                  "X-RateLimit-Limit", "5000",
                  "X-RateLimit-Remaining", "0",
                  "X-RateLimit-Reset", Long.toString(System.currentTimeMillis() / 1000 + 20)));
      default -> Answer.error(500, fault.name().toLowerCase(Locale.ROOT));
    };
  }

  private static Answer with(Answer answer, Map<String, String> headers) {
    return new Answer(answer.status(), answer.body(), headers);
  }

  private static void send(HttpExchange exchange, Answer answer, int missing) throws IOException {
    byte[] body = JSON.writeValueAsBytes(answer.body());
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    if (answer.status() == 304) {
      exchange.sendResponseHeaders(304, -1);
      return;
    }
    exchange.sendResponseHeaders(answer.status(), body.length);
    exchange.getResponseBody().write(body, 0, Math.max(0, body.length - missing));
    if (missing > 0) {
      exchange.getResponseBody().flush();
    }
    exchange.close();
  }

  private static void page(HttpExchange exchange) throws IOException {
    byte[] body = "<html>Maintenance</html>".getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private void stall(HttpExchange exchange) {
    try {
      boolean ended = closed.await(30, TimeUnit.SECONDS);
      assert ended : "nobody waits so long";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exchange.close();
  }

  private static int limit(Map<String, String> query) {
    return Integer.parseInt(query.getOrDefault("per_page", "30"));
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> query = new HashMap<>();
    for (String part : List.of(raw.split("&", -1))) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        query.put(
            part.substring(0, equals),
            URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return query;
  }

  /** The calls that changed something. */
  List<String> writes() {
    List<String> writes = new ArrayList<>();
    requests.stream()
        .filter(request -> !request.method().equals("GET"))
        .forEach(request -> writes.add(request.path().replaceAll(".*/acme/shop", "")));
    return writes;
  }

  static ArrayNode array() {
    return JSON.createArrayNode();
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }
}
