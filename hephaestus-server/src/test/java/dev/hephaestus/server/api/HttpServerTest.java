package dev.hephaestus.server.api;

import static dev.hephaestus.server.api.RunningServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hephaestus.server.HephaestusException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpServerTest {
  private static final List<String> ADDRESSES =
      List.of(
          "/health/live",
          "/health/ready",
          "/healthz",
          "/readyz",
          "/metrics",
          "/api/v1/nodes",
          "/api/v1/incidents",
          "/api/v1/runs",
          "/api/v1/solutions");

  @TempDir private static Path directory;
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.over(directory.resolve("data"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void isAliveAndReady() {
    for (String live : List.of("/health/live", "/healthz")) {
      assertThat(server.get(live).body()).isEqualTo("alive\n");
    }
    for (String ready : List.of("/health/ready", "/readyz")) {
      assertThat(server.get(ready).statusCode()).isEqualTo(200);
      assertThat(server.get(ready).body()).isEqualTo("ready\n");
    }
  }

  @Test
  void isAliveButNotReadyWhenNothingCanBeStored() {
    try (RunningServer broken = RunningServer.over(directory.resolve("unready"))) {
      broken.failWith("a write failed: /data/hephaestus.db is read-only");

      HttpResponse<String> answer = broken.get("/health/ready");

      problem(answer, 503);
      assertThat(answer.body()).doesNotContain("hephaestus.db");
      assertThat(broken.get("/health/live").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void showsItsMetersToPrometheus() {
    server.meters().counter("records.stored").increment(3);

    HttpResponse<String> answer = server.get("/metrics");

    assertThat(answer.body()).contains("records_stored_total 3.0");
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain").contains("0.0.4"));
  }

  @Test
  void whatFailsIsToldByReferenceOnly() {
    try (RunningServer broken = RunningServer.over(directory.resolve("broken"))) {
      broken.database().close();

      HttpResponse<String> first = broken.get("/api/v1/nodes");
      JsonNode second = problem(broken.get("/api/v1/nodes"), 500);

      assertThat(problem(first, 500).path("detail").asText())
          .matches("The server's log has the details under reference [0-9a-f-]{36}\\.")
          .isNotEqualTo(second.path("detail").asText());
      assertThat(first.body()).doesNotContain("hephaestus.db", "Exception", "sql");
    }
  }

  @Test
  void answersJsonWhateverIsAccepted() {
    assertThat(server.get("/api/v1/nodes").headers().firstValue("Content-Type"))
        .contains("application/json");
    assertThat(server.get("/api/v1/nodes").body()).isEqualTo("[]");
  }

  @Test
  void noAnswerIsKeptGuessedAtOrRun() {
    for (String path : List.of("/api/v1/nodes", "/no/such/thing", "/healthz")) {
      assertThat(server.get(path).headers().map())
          .containsEntry("Cache-Control", List.of("no-store"))
          .containsEntry("X-Content-Type-Options", List.of("nosniff"))
          .containsEntry("Content-Security-Policy", List.of("default-src 'none'"))
          .doesNotContainKeys("Server", "Access-Control-Allow-Origin");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/api", "/api/v1", "/api/v2/nodes", "/api/v1/nodes/a/b", "/favicon.ico"})
  void thereIsNothingAtOtherAddresses(String path) {
    JsonNode problem = problem(server.get(path), 404);

    assertThat(problem.path("instance").asText()).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "TRACE", "QUERY", "PROPFIND"})
  void nothingCanBeWritten(String method) {
    for (String path : ADDRESSES) {
      HttpResponse<String> answer = server.send(method, path);

      problem(answer, 405);
      assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
    }
    problem(server.send(method, "/no/such/thing"), 404);
  }

  @Test
  void headIsGetWithoutTheBody() {
    for (String path : ADDRESSES) {
      HttpResponse<String> head = server.send("HEAD", path);

      assertThat(head.statusCode()).isEqualTo(200);
      assertThat(head.body()).isEmpty();
      assertThat(head.headers().firstValue("Content-Type"))
          .isEqualTo(server.get(path).headers().firstValue("Content-Type"));
    }
    assertThat(server.send("HEAD", "/api/v1/nodes/unknown").statusCode()).isEqualTo(404);
    assertThat(server.send("HEAD", "/api/v1/nodes?limit=0").statusCode()).isEqualTo(400);
  }

  @Test
  void optionsSayWhatIsAllowed() {
    for (String path : ADDRESSES) {
      HttpResponse<String> options = server.send("OPTIONS", path);

      assertThat(options.statusCode()).isEqualTo(204);
      assertThat(options.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "evil.example:8080", "127.0.0.1.evil.example", "a@b", ""})
  void aPageFromElsewhereCannotAskThroughABrowser(String host) {
    for (String path : List.of("/api/v1/nodes", "/metrics", "/healthz", "/no/such/thing")) {
      String answer = server.raw("GET " + path + " HTTP/1.1", "Host: " + host);

      assertThat(answer).matches("(?s)HTTP/1.1 40[03] .*").doesNotContain("[]");
    }
    assertThat(server.raw("GET /healthz HTTP/1.1", "Host: evil.example"))
        .startsWith("HTTP/1.1 403 Forbidden")
        .contains("application/problem+json", "\"status\":403", "http.host");
  }

  @Test
  void aRequestWithoutAHostIsRefused() {
    assertThat(server.raw("GET /healthz HTTP/1.1")).startsWith("HTTP/1.1 400");
    assertThat(server.raw("GET /healthz HTTP/1.0")).contains(" 403 ");
    assertThat(server.raw("GET /healthz HTTP/1.1", "Host: localhost", "Host: evil.example"))
        .startsWith("HTTP/1.1 400");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "LOCALHOST:1234", "127.0.0.1:8080", "[::1]:8080"})
  void theMachineItselfMayAskByAnyOfItsNames(String host) {
    assertThat(server.raw("GET /healthz HTTP/1.1", "Host: " + host)).startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/nodes?limit=%zz",
        "/api/v1/nodes?%=1",
        "/api/v1/nodes/%zz",
        "/api/v1/nodes/%2e%2e%2fruns",
        "/api/v1/nodes/%00",
        "//evil.example/api/v1/nodes",
        "/api/v1/nodes;limit=1"
      })
  void aMalformedAddressIsTheClientsFault(String target) {
    String answer = server.raw("GET " + target + " HTTP/1.1", "Host: localhost");

    assertThat(answer).matches("(?s)HTTP/1.1 40[04] .*").doesNotContain("Jetty", "Exception");
  }

  @Test
  void aPortInUseIsSaidInOneSentence() {
    try (HttpServer second = server.server("127.0.0.1", server.port())) {
      assertThatThrownBy(second::start)
          .isInstanceOf(HephaestusException.class)
          .hasMessage(
              "HTTP cannot listen on 127.0.0.1:"
                  + server.port()
                  + ": the port is taken; end what listens there or set http.port"
                  + " (HEPHAESTUS_HTTP_PORT)");
    }
    assertThat(server.get("/healthz").statusCode()).isEqualTo(200);
  }

  @Test
  void aHostThatIsNotThisMachinesIsSaidInOneSentence() {
    try (HttpServer elsewhere = server.server("192.0.2.1", 0)) {
      assertThatThrownBy(elsewhere::start)
          .isInstanceOf(HephaestusException.class)
          .hasMessageStartingWith("HTTP cannot listen on 192.0.2.1:0: ")
          .hasMessageContaining("http.host")
          .hasMessageNotContaining("the port is taken")
          .hasMessageNotContaining("\n");
    }
  }

  static JsonNode problem(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonNode problem = json(answer);
    assertThat(problem.path("type").asText()).isEqualTo("about:blank");
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("title").asText()).isNotEmpty();
    assertThat(problem.path("detail").asText()).isNotEmpty();
    assertThat(problem.path("instance").asText()).startsWith("/");
    return problem;
  }
}
