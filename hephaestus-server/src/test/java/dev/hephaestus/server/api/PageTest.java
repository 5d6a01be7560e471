package dev.hephaestus.server.api;

import static dev.hephaestus.server.api.HttpServerTest.problem;
import static dev.hephaestus.server.api.RunningServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.incident.Incident;
import dev.hephaestus.server.node.Node;
import dev.hephaestus.server.pipeline.Run;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class PageTest {
  private static final int ITEMS = 7;
  private static final int MOST_PAGES = 100;
  private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

  @TempDir private static Path directory;
  private static RunningServer server;
  private static ApiObjects objects;
  private static Node node;

  @BeforeAll
  static void start() {
    server = RunningServer.over(directory);
    objects = new ApiObjects(server.database());
    node = objects.node("service-0");
    for (int i = 1; i < ITEMS; i++) {
      objects.node("service-" + i);
    }
    for (int i = 0; i < ITEMS; i++) {
      Incident incident = objects.incident(node.id());
      Run run = objects.run(incident);
      objects.solution(run);
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "nodes, 1",
    "nodes, 3",
    "nodes, 6",
    "nodes, 7",
    "nodes, 8",
    "incidents, 1",
    "incidents, 3",
    "incidents, 7",
    "runs, 1",
    "runs, 3",
    "runs, 7",
    "solutions, 1",
    "solutions, 3",
    "solutions, 7"
  })
  void followingTheLinksShowsEverythingOnce(String kind, int limit) {
    List<String> whole = ids(server.get("/api/v1/" + kind));
    assertThat(whole).hasSizeGreaterThanOrEqualTo(ITEMS).doesNotHaveDuplicates();

    List<HttpResponse<String>> pages = pages(server.uri("/api/v1/" + kind + "?limit=" + limit));

    assertThat(pages).hasSize((whole.size() + limit - 1) / limit);
    assertThat(pages.stream().flatMap(page -> ids(page).stream())).containsExactlyElementsOf(whole);
  }

  @Test
  void theNextPageKeepsTheFilter() {
    Node other = objects.node("filtered");
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      expected.addFirst(objects.incident(other.id()).id());
    }

    List<HttpResponse<String>> pages =
        pages(server.uri("/api/v1/incidents?limit=2&node=" + other.id()));

    assertThat(pages).hasSize(2);
    assertThat(pages.stream().flatMap(page -> ids(page).stream()))
        .containsExactlyElementsOf(expected);
    server.database().nodes().remove(other.id());
  }

  @Test
  void whatComesInMeanwhileMovesNoPage() {
    HttpResponse<String> first = server.get("/api/v1/runs?limit=3");
    List<String> before = ids(server.get("/api/v1/runs"));

    Run added = objects.run(objects.incident(node.id()));
    HttpResponse<String> second = server.get(next(first).orElseThrow());

    assertThat(ids(second))
        .containsExactlyElementsOf(before.subList(3, 6))
        .doesNotContain(added.id());
  }

  @Test
  void noHostHeaderLeadsALinkElsewhere() {
    String answer =
        server.raw(
            "GET /api/v1/nodes/?limit=1 HTTP/1.1",
            "Host: localhost:1",
            "X-Forwarded-Host: evil.example",
            "Forwarded: host=evil.example");

    assertThat(answer)
        .contains("Link: </api/v1/nodes?after=")
        .doesNotContain("evil.example", "localhost");
  }

  @ParameterizedTest
  @MethodSource
  void onlyCursorsOfThisListAreTaken(String cursor) {
    problem(server.get("/api/v1/nodes?after=" + cursor), 400);
  }

  static List<String> onlyCursorsOfThisListAreTaken() {
    String own = Cursor.behind("/api/v1/nodes", node.id());
    return List.of(
        "x",
        "*",
        node.id(),
        base64(node.id()),
        base64("1 /api/v1/nodes "),
        base64("2 /api/v1/nodes " + node.id()),
        Cursor.behind("/api/v1/runs", node.id()),
        own + "=",
        own.substring(0, own.length() - 1),
        // Decodes to the same: the last letter has bits to spare.
        own.substring(0, own.length() - 1) + (char) (own.charAt(own.length() - 1) + 1),
        Base64.getUrlEncoder().encodeToString(new byte[] {-1, -2}));
  }

  @Test
  void aCursorOutlivesTheItemThatItIsBehind() {
    Node last = objects.node("short-lived");
    String cursor = Cursor.behind("/api/v1/nodes", last.id());
    server.database().nodes().remove(last.id());

    assertThat(ids(server.get("/api/v1/nodes?after=" + cursor))).isEmpty();
    assertThat(ids(server.get("/api/v1/nodes?after="))).hasSize(ITEMS);
  }

  /** As a client does that knows nothing of this server: resolve the link, ask, until none is. */
  private static List<HttpResponse<String>> pages(URI first) {
    List<HttpResponse<String>> pages = new ArrayList<>();
    Optional<URI> next = Optional.of(first);
    while (next.isPresent() && pages.size() < MOST_PAGES) {
      HttpResponse<String> page = server.get(next.get());
      assertThat(page.statusCode()).isEqualTo(200);
      pages.add(page);
      next = next(page);
    }
    return pages;
  }

  private static Optional<URI> next(HttpResponse<String> page) {
    return page.headers()
        .firstValue("Link")
        .map(
            link -> {
              Matcher next = NEXT.matcher(link);
              assertThat(next.matches()).as(link).isTrue();
              return page.uri().resolve(next.group(1));
            });
  }

  private static List<String> ids(HttpResponse<String> page) {
    List<String> ids = new ArrayList<>();
    json(page).forEach(item -> ids.add(item.path("id").asText()));
    return ids;
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
