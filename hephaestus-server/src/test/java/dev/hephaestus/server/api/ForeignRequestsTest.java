package dev.hephaestus.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.incident.Incident;
import dev.hephaestus.server.ingest.ClientBalance;
import dev.hephaestus.server.ingest.ClientBalances;
import dev.hephaestus.server.ingest.SessionKey;
import dev.hephaestus.server.node.Node;
import dev.hephaestus.server.pipeline.Run;
import dev.hephaestus.server.security.KeyLimits;
import dev.hephaestus.server.security.RepositoryPatterns;
import dev.hephaestus.server.security.Role;
import dev.hephaestus.server.security.Scope;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a credential opens over HTTP, and that it opens nothing else. */
final class ForeignRequestsTest {
  private static final Set<String> OF_NOBODY =
      Set.of(
          "GET /healthz", "GET /readyz", "GET /health/live", "GET /health/ready", "GET /metrics");

  @TempDir private Path directory;
  private RunningServer server;
  private final Map<String, String> ids = new TreeMap<>();
  private String ours = "";
  private String theirs = "";

  @BeforeEach
  void twoTenantsOfWhichOneHasEverything() {
    server = RunningServer.over(directory);
    ApiObjects objects = new ApiObjects(server.database());
    Node node = objects.node("shop");
    Incident incident = objects.incident(node.id());
    Run run = objects.run(incident);
    ids.put("nodes", node.id());
    ids.put("archived-nodes", removed(objects).id());
    ids.put("incidents", incident.id());
    ids.put("runs", run.id());
    ids.put("solutions", objects.solution(run).id());
    server.takeLogs();
    ours = server.gate().key(Scope.DEFAULT_TENANT);
    theirs = server.gate().key("theirs");
  }

  private Node removed(ApiObjects objects) {
    Node gone = objects.node("gone");
    server.database().nodes().remove(gone.id());
    return gone;
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aForeignKeyReachesNothingAtAnyAddressThatIsRegistered() {
    int asked = 0;
    for (String route : server.routes()) {
      if (OF_NOBODY.contains(route)) {
        continue;
      }
      HttpResponse<String> foreign = ask(route, theirs);
      switch (route) {
        case "GET /api/v1/nodes",
            "GET /api/v1/archived-nodes",
            "GET /api/v1/incidents",
            "GET /api/v1/runs",
            "GET /api/v1/solutions" -> {
          assertThat(foreign.body()).as(route).isEqualTo("[]");
          assertThat(ask(route, ours).body()).as(route).contains(ids.get(last(route)));
        }
        case "POST /v1/logs" -> {
          assertThat(foreign.statusCode()).isEqualTo(400);
          assertThat(foreign.body()).contains("not known");
          assertThat(ask(route, ours).statusCode()).isEqualTo(200);
        }
        case "POST /api/v1/localize" -> assertThat(foreign.statusCode()).isEqualTo(403);
        case "POST /api/v1/repositories/refresh" ->
            assertThat(foreign.statusCode()).as(route).isEqualTo(404);
        default -> {
          assertThat(route)
              .as("an address that nobody said what a foreign key gets at")
              .contains("{id}");
          assertThat(foreign.statusCode()).as(route).isEqualTo(404);
          assertThat(foreign.body()).as(route).isEqualTo(unknown(route).body());
          assertThat(ask(route, ours).statusCode()).as(route).isNotEqualTo(404);
        }
      }
      asked++;
    }
    assertThat(asked).isGreaterThanOrEqualTo(16);
  }

  @Test
  void withoutACredentialOrWithABadOneNothingButHealthIsTold() {
    for (String route : server.routes()) {
      int status = ask(route, "heph_none").statusCode();
      assertThat(status)
          .as(route)
          .isEqualTo(route.matches("GET /(healthz|readyz|health/(live|ready))") ? 200 : 401);
    }
    assertThat(server.get("/api/v1/nodes").statusCode()).isEqualTo(401);
    assertThat(server.get("/api/v1/nodes").headers().firstValue("WWW-Authenticate")).isPresent();
  }

  @Test
  void logsOfOpenTelemetryGoToNodesThatTheKeyReaches() {
    String other = key(Set.of(Role.values()), "https://git.example/other*");
    String reader = key(Set.of(Role.READ), "*");
    String node = id("nodes");

    assertThat(ask("POST /v1/logs", other).statusCode()).isEqualTo(400);
    assertThat(ask("POST /v1/logs", reader).statusCode()).isEqualTo(403);
    String foreign = ask("POST /v1/logs", theirs).body();
    assertThat(server.database().records().after(0, 10)).isEmpty();
    ids.put("nodes", "none");
    assertThat(ask("POST /v1/logs", theirs).body().replace("none", node)).isEqualTo(foreign);
    ids.put("nodes", node);
    assertThat(ask("POST /v1/logs", ours).statusCode()).isEqualTo(200);
    assertThat(server.database().records().after(0, 10)).hasSize(1);
  }

  @Test
  void metricsNameNoNodeThatTheKeyDoesNotReach() {
    new ClientBalances(server.meters(), id -> "shop")
        .told(new SessionKey(id("nodes"), "pod", 1), ClientBalance.NONE);

    assertThat(server.get("/metrics", ours).body()).contains("node=\"" + id("nodes"));
    assertThat(server.get("/metrics", theirs).body())
        .contains("node=\"other\"")
        .doesNotContain(id("nodes"));
  }

  @Test
  void aFilterByAForeignNodeShowsNothing() {
    assertThat(server.get("/api/v1/incidents?node=" + ids.get("nodes"), theirs).body())
        .isEqualTo("[]");
    assertThat(server.get("/api/v1/runs?incident=" + id("incidents"), theirs).body())
        .isEqualTo("[]");
    assertThat(server.get("/api/v1/solutions?node=" + ids.get("nodes"), theirs).body())
        .isEqualTo("[]");
  }

  @Test
  void aKeyForOtherRepositoriesReachesNothing() {
    String other = key(Set.of(Role.values()), "https://git.example/other*");
    String right = key(Set.of(Role.values()), "https://git.example/sh*");

    assertThat(server.get("/api/v1/solutions", other).body()).isEqualTo("[]");
    assertThat(server.get("/api/v1/nodes", other).body()).isEqualTo("[]");
    assertThat(server.get("/api/v1/runs/" + ids.get("runs"), other).statusCode()).isEqualTo(404);
    assertThat(server.get("/api/v1/solutions", right).body()).contains(ids.get("solutions"));
    assertThat(server.get("/api/v1/nodes", right).body()).contains(ids.get("nodes"));
    assertThat(server.get("/api/v1/runs/" + ids.get("runs"), right).statusCode()).isEqualTo(200);
  }

  @Test
  void aRoleThatTheKeyHasNotIsRefused() {
    String reader = key(Set.of(Role.READ), "*");

    assertThat(server.get("/api/v1/nodes", reader).statusCode()).isEqualTo(200);
    assertThat(ask("POST /api/v1/runs/{id}/cancel", reader).statusCode()).isEqualTo(403);
    assertThat(ask("POST /api/v1/solutions/{id}/review", reader).statusCode()).isEqualTo(403);
    assertThat(server.get("/metrics", reader).statusCode()).isEqualTo(403);
    assertThat(server.get("/metrics", key(Set.of(Role.MONITOR), "*")).statusCode()).isEqualTo(200);
  }

  @Test
  void whatCameOfANodeThatWasDeletedStaysItsTenants() {
    server.database().nodes().remove(id("nodes"));

    assertThat(server.get("/api/v1/incidents/" + id("incidents"), ours).statusCode())
        .isEqualTo(200);
    assertThat(server.get("/api/v1/incidents", ours).body()).contains(id("incidents"));
    assertThat(server.get("/api/v1/incidents/" + id("incidents"), theirs).statusCode())
        .isEqualTo(404);
  }

  @Test
  void requestsBeyondTheLimitAreRefusedWithWhenToComeAgain() {
    String slow = server.gate().key(Scope.LOCAL, new KeyLimits(0, 0, 1, 0));
    HttpResponse<String> last = server.get("/api/v1/nodes", slow);
    for (int i = 0; i < 20 && last.statusCode() == 200; i++) {
      last = server.get("/api/v1/nodes", slow);
    }

    assertThat(last.statusCode()).isEqualTo(429);
    assertThat(last.headers().firstValue("Retry-After")).contains("1");
  }

  private String key(Set<Role> roles, String pattern) {
    return server
        .gate()
        .key(
            new Scope(Scope.DEFAULT_TENANT, roles, new RepositoryPatterns(List.of(pattern)), true));
  }

  private String id(String kind) {
    return Objects.requireNonNull(ids.get(kind), kind);
  }

  private HttpResponse<String> ask(String route, String key) {
    String path = route.substring(route.indexOf(' ') + 1);
    List<String> parts = List.of(path.split("/", -1));
    String id = parts.size() > 3 ? ids.getOrDefault(parts.get(3), "") : "";
    return ask(route, path.replace("{id}", id).replace("{number}", "1"), key);
  }

  private HttpResponse<String> unknown(String route) {
    String path = route.substring(route.indexOf(' ') + 1);
    String id = id(path.split("/", -1)[3]);
    HttpResponse<String> known = ask(route, theirs);
    assertThat(known.body()).contains(id);
    String other = id.substring(0, id.length() - 1) + "~";
    HttpResponse<String> unknown =
        ask(route, path.replace("{id}", other).replace("{number}", "1"), theirs);
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body().replace(other, id)).isEqualTo(known.body());
    return known;
  }

  private HttpResponse<String> ask(String route, String path, String key) {
    String repository = "\"repository\":\"https://git.example/shop.git\"";
    String body =
        switch (last(route)) {
          case "localize" ->
              "{"
                  + repository
                  + ",\"log\":\"java.lang.IllegalStateException: x\\n\\tat a.B.c(B.java:1)\"}";
          case "logs" ->
              "{\"resourceLogs\":[{\"resource\":{\"attributes\":[{\"key\":\"hephaestus.node\","
                  + "\"value\":{\"stringValue\":\""
                  + id("nodes")
                  + "\"}}]},\"scopeLogs\":[{\"logRecords\":[{\"body\":{\"stringValue\":\"x\"}}]}]}]}";
          case "refresh" -> "{" + repository + "}";
          case "review" -> "{\"judgement\":\"merged\"}";
          case "settings" -> "{\"shipAll\":true}";
          default -> "{}";
        };
    return route.startsWith("GET")
        ? server.get(path, key)
        : server.send(
            route.substring(0, route.indexOf(' ')),
            path,
            body.getBytes(java.nio.charset.StandardCharsets.UTF_8),
            "Content-Type",
            "application/json",
            "Authorization",
            "Bearer " + key);
  }

  private static String last(String route) {
    return route.substring(route.lastIndexOf('/') + 1);
  }
}
