package dev.hephaestus.server.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the server shows over HTTP, as any other program would read it. */
final class ServerApi {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int OK = 200;

  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final URI base;

  ServerApi(URI base) {
    this.base = base;
  }

  /** All incidents, oldest first. */
  List<JsonNode> incidents() {
    return list("/api/v1/incidents?limit=200");
  }

  /** All runs, oldest first. */
  List<JsonNode> runs() {
    return list("/api/v1/runs?limit=200");
  }

  /** One run with its suspects and attempts. */
  JsonNode run(String id) {
    return get("/api/v1/runs/" + id);
  }

  /** The solution of this id. */
  JsonNode solution(String id) {
    return get("/api/v1/solutions/" + id);
  }

  /** All solutions, oldest first. */
  List<JsonNode> solutions() {
    return list("/api/v1/solutions?limit=200");
  }

  private List<JsonNode> list(String path) {
    List<JsonNode> newestFirst = new ArrayList<>();
    get(path).forEach(newestFirst::add);
    return newestFirst.reversed();
  }

  private JsonNode get(String path) {
    HttpRequest request = HttpRequest.newBuilder(base.resolve(path)).timeout(LIMIT).build();
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != OK) {
        throw new DemoException("The server answered " + response.statusCode() + " to " + path);
      }
      return json.readTree(response.body());
    } catch (IOException e) {
      throw new DemoException("The server does not answer at " + base + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoException("The demo was interrupted.", e);
    }
  }
}
