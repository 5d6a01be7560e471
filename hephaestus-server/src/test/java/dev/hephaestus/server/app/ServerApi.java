package dev.hephaestus.server.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/**
 * What a server tells over HTTP.
 *
 * @param base where it listens
 */
record ServerApi(URI base) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** The items of a list: {@code runs}. */
  List<JsonNode> list(String what) throws IOException, InterruptedException {
    List<JsonNode> items = new ArrayList<>();
    get("/api/v1/" + what).forEach(items::add);
    return items;
  }

  /** What is at a path. */
  JsonNode get(String path) throws IOException, InterruptedException {
    return JSON.readTree(text(path));
  }

  /** The same, as it stands there. */
  String text(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(base.resolve(path))).body();
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Whether the first run has come to its end. */
  boolean isRunEnded() throws IOException, InterruptedException {
    List<JsonNode> runs = list("runs");
    return !runs.isEmpty() && runs.get(0).has("ended");
  }
}
