package dev.hephaestus.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hephaestus.server.node.Node;
import dev.hephaestus.server.node.NodeListener;
import dev.hephaestus.server.security.AuditEvent;
import dev.hephaestus.server.security.RepositoryPatterns;
import dev.hephaestus.server.security.Role;
import dev.hephaestus.server.security.Scope;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes' settings changed over HTTP, and the nodes that were removed. */
final class NodeRoutesTest {
  @TempDir private Path directory;
  private RunningServer server;
  private final List<Node> told = new ArrayList<>();
  private String node = "";
  private String key = "";

  @BeforeEach
  void start() {
    server = RunningServer.over(directory);
    node = new ApiObjects(server.database()).node("shop").id();
    key = server.gate().key(Scope.DEFAULT_TENANT);
    server
        .nodes()
        .addListener(
            new NodeListener() {
              @Override
              public void settingsChanged(Node changed) {
                told.add(changed);
              }

              @Override
              public void removed(String nodeId) {}
            });
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void whatIsNamedIsChangedToldToTheClientsAndAudited() throws Exception {
    JsonNode before = settings(server.get("/api/v1/nodes/" + node, key));

    HttpResponse<String> answer =
        change(key, "{\"thresholdCount\":9,\"contextRecords\":0,\"packages\":[\"com.shop\"]}");

    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode after = settings(answer);
    assertThat(after.path("thresholdCount").asInt()).isEqualTo(9);
    assertThat(after.path("contextRecords").asInt()).isZero();
    assertThat(after.path("packages").toString()).isEqualTo("[\"com.shop\"]");
    for (String other : List.of("mode", "thresholdLevel", "thresholdWindowSeconds", "shipAll")) {
      assertThat(after.path(other)).as(other).isEqualTo(before.path(other));
    }
    assertThat(settings(server.get("/api/v1/nodes/" + node, key))).isEqualTo(after);
    assertThat(told).singleElement().extracting(Node::id).isEqualTo(node);
    assertThat(told.getFirst().settings().threshold().count()).isEqualTo(9);
    AuditEvent event = server.gate().told.getLast();
    assertThat(event.action()).isEqualTo("node.changed");
    assertThat(event.target()).isEqualTo(node);
    assertThat(event.details())
        .containsEntry("settings", "context_records,packages,threshold.count");
  }

  @Test
  void everySettingCanBeChangedAndGoesBackByNull() throws Exception {
    String all =
        "{\"mode\":\"deploy\",\"thresholdLevel\":\"INFO\",\"thresholdCount\":2,"
            + "\"thresholdWindowSeconds\":5,\"contextRecords\":3,\"shipAll\":true,"
            + "\"packages\":[\"a.b\"]}";
    assertThat(settings(change(key, all))).isEqualTo(new ObjectMapper().readTree(all));
    JsonNode after = settings(change(key, "{\"mode\":null,\"thresholdWindowSeconds\":null}"));
    assertThat(after.path("mode").asText()).isEqualTo("suggest");
    assertThat(after.path("thresholdWindowSeconds").asInt()).isEqualTo(300);
    assertThat(after.path("thresholdCount").asInt()).isEqualTo(2);
  }

  @Test
  void everyFaultIsSaidAtOnceAndNothingIsChanged() {
    HttpResponse<String> answer =
        change(
            key,
            "{\"mode\":\"yes\",\"thresholdLevel\":\"LOUD\",\"thresholdCount\":0,"
                + "\"thresholdWindowSeconds\":90000,\"contextRecords\":\"5\",\"shipAll\":1,"
                + "\"packages\":[\"com shop\"],\"colour\":1}");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("\"mode\"", "\"thresholdLevel\"", "\"thresholdCount\"")
        .contains("\"thresholdWindowSeconds\"", "\"contextRecords\"", "\"shipAll\"")
        .contains("packages[0]", "colour");
    assertThat(change(key, "{}").statusCode()).isEqualTo(400);
    assertThat(change(key, "[]").statusCode()).isEqualTo(400);
    assertThat(told).isEmpty();
  }

  @Test
  void onlyWhoMayOperateChangesAndOnlyWhoMayDeploySetsThat() {
    String reader = key(Set.of(Role.READ), true);
    String careful = key(Set.of(Role.OPERATE), false);

    assertThat(change(reader, "{\"shipAll\":true}").statusCode()).isEqualTo(403);
    assertThat(change(careful, "{\"mode\":\"deploy\"}").statusCode()).isEqualTo(403);
    assertThat(change(server.gate().key("theirs"), "{\"shipAll\":true}").statusCode())
        .isEqualTo(404);
    assertThat(told).isEmpty();
    assertThat(change(careful, "{\"mode\":\"suggest\"}").statusCode()).isEqualTo(200);
  }

  @Test
  void removedNodesAreListedForTheirTenantWithoutTheirLogin() {
    assertThat(server.get("/api/v1/archived-nodes", key).body()).isEqualTo("[]");
    server.database().nodes().remove(node);

    assertThat(server.get("/api/v1/archived-nodes", key).body())
        .isEqualTo(
            "[{\"id\":\""
                + node
                + "\",\"service\":\"shop\",\"repository\":{\"location\":"
                + "\"https://git.example/shop.git\",\"branch\":\"main\",\"directory\":null}}]");
    assertThat(server.get("/api/v1/archived-nodes", server.gate().key("theirs")).body())
        .isEqualTo("[]");
    assertThat(server.get("/api/v1/nodes", key).body()).isEqualTo("[]");
  }

  private String key(Set<Role> roles, boolean deploy) {
    return server
        .gate()
        .key(new Scope(Scope.DEFAULT_TENANT, roles, RepositoryPatterns.ALL, deploy));
  }

  private HttpResponse<String> change(String by, String body) {
    return server.send(
        "PATCH",
        "/api/v1/nodes/" + node + "/settings",
        body.getBytes(StandardCharsets.UTF_8),
        "Content-Type",
        "application/json",
        "Authorization",
        "Bearer " + by);
  }

  private static JsonNode settings(HttpResponse<String> answer) throws Exception {
    return new ObjectMapper().readTree(answer.body()).path("settings");
  }
}
