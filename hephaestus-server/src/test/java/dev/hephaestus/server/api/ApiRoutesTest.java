package dev.hephaestus.server.api;

import static dev.hephaestus.server.api.HttpServerTest.problem;
import static dev.hephaestus.server.api.RunningServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.incident.Incident;
import dev.hephaestus.server.node.Node;
import dev.hephaestus.server.pipeline.Run;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ApiRoutesTest {
  @TempDir private static Path directory;
  private static RunningServer server;
  private static Node shop;
  private static Node till;
  private static Incident incident;
  private static Incident tillIncident;
  private static Run run;
  private static Run tillRun;
  private static Solution solution;
  private static Solution tillSolution;

  @BeforeAll
  static void start() {
    server = RunningServer.over(directory);
    ApiObjects objects = new ApiObjects(server.database());
    shop = objects.node("shop");
    till = objects.node("till");
    incident = objects.incident(shop.id());
    tillIncident = objects.incident(till.id());
    run = objects.run(incident);
    tillRun = objects.run(tillIncident);
    solution = objects.solution(run);
    tillSolution = objects.solution(tillRun);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void showsANodeWithoutItsLogin() {
    HttpResponse<String> answer = server.get("/api/v1/nodes/" + shop.id());
    JsonNode node = json(answer);

    assertThat(node.path("id").asText()).isEqualTo(shop.id());
    assertThat(node.path("service").asText()).isEqualTo("shop");
    assertThat(node.at("/repository/location").asText()).isEqualTo("https://git.example/shop.git");
    assertThat(node.at("/repository/branch").asText()).isEqualTo("main");
    assertThat(node.at("/settings/mode").asText()).isEqualTo("deploy");
    assertThat(node.at("/settings/thresholdWindowSeconds").asInt()).isEqualTo(90);
    assertThat(node.path("state").asText()).isEqualTo("active");
    assertThat(node.path("created").asText()).isEqualTo("2026-03-01T12:00:00.123456789Z");
    assertThat(answer.body() + server.get("/api/v1/nodes").body()).doesNotContain("t0ken");
  }

  @Test
  void showsAnIncidentWithItsSampleAndRuns() {
    JsonNode shown = json(server.get("/api/v1/incidents/" + incident.id()));

    assertThat(shown.path("nodeId").asText()).isEqualTo(shop.id());
    assertThat(shown.path("title").asText()).startsWith("</script>\u2028\"");
    assertThat(shown.path("state").asText()).isEqualTo("new");
    assertThat(shown.path("count").asInt()).isEqualTo(1);
    assertThat(shown.at("/resource/version").asText()).isEqualTo("1.4.2");
    assertThat(shown.at("/sample/stackTrace").asText())
        .contains("java.lang.NullPointerException: x")
        .contains("at shop.Cart.total(Cart.java:42)");
    assertThat(shown.at("/runIds/0").asText()).isEqualTo(run.id());
    assertThat(json(server.get("/api/v1/incidents")).at("/0/sample").isMissingNode()).isTrue();
  }

  @Test
  void showsARunWithWhatItTried() {
    JsonNode shown = json(server.get("/api/v1/runs/" + run.id()));

    assertThat(shown.path("incidentId").asText()).isEqualTo(incident.id());
    assertThat(shown.path("state").asText()).isEqualTo("fixed");
    assertThat(shown.path("costUsd").asDouble()).isEqualTo(0.25);
    assertThat(shown.path("solutionId").asText()).isEqualTo(solution.id());
    assertThat(shown.at("/suspects/0/symbol").asText()).isEqualTo("A.x");
    assertThat(shown.at("/attempts/0/outcome").asText()).isEqualTo("accepted");
    assertThat(json(server.get("/api/v1/runs")).at("/0/attempts").isMissingNode()).isTrue();
  }

  @Test
  void showsASolutionWithItsEvidence() {
    JsonNode shown = json(server.get("/api/v1/solutions/" + solution.id()));

    assertThat(shown.path("verdict").asText()).isEqualTo(solution.verdict().level().label());
    assertThat(shown.path("patch").asText()).contains("-class A {}\n+class B {}\n");
    assertThat(shown.path("linesAdded").asInt()).isEqualTo(1);
    assertThat(shown.at("/evidence/0").asText()).isEqualTo("12 tests pass");
    assertThat(shown.at("/reproduction/test").asText()).isEqualTo("ATest.x");
    assertThat(shown.at("/receipts/0/channel").asText()).isEqualTo("pull_request");
    assertThat(shown.at("/receipts/0/link").asText()).isEqualTo("https://git.example/1");
  }

  @Test
  void listsNodesOldestFirstAndTheRestNewestFirst() {
    assertThat(ids("/api/v1/nodes")).containsExactly(shop.id(), till.id());
    assertThat(ids("/api/v1/incidents")).containsExactly(tillIncident.id(), incident.id());
    assertThat(ids("/api/v1/runs")).containsExactly(tillRun.id(), run.id());
    assertThat(ids("/api/v1/solutions")).containsExactly(tillSolution.id(), solution.id());
  }

  @Test
  void filtersByNodeAndByIncident() {
    assertThat(ids("/api/v1/incidents?node=" + shop.id())).containsExactly(incident.id());
    assertThat(ids("/api/v1/runs?incident=" + incident.id())).containsExactly(run.id());
    assertThat(ids("/api/v1/solutions?node=" + till.id())).containsExactly(tillSolution.id());
    assertThat(ids("/api/v1/incidents?node=unknown")).isEmpty();
    assertThat(ids("/api/v1/incidents?node=")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nodes", "incidents", "runs", "solutions"})
  void anUnknownIdIsNotFound(String kind) {
    problem(server.get("/api/v1/" + kind + "/unknown"), 404);
    problem(server.get("/api/v1/" + kind + "/%27%20or%20%271%27=%271"), 404);
  }

  @Test
  void allFaultsOfARequestAreSaidAtOnce() {
    JsonNode problem =
        problem(server.get("/api/v1/incidents?limit=0&after=made-up&nodes=x&node=a&node=b"), 400);

    assertThat(faults(problem))
        .containsExactlyInAnyOrder(
            "limit is not a number from 1 to 200",
            "after is not a cursor that this list gave",
            "nodes is not a parameter of this list",
            "node is given more than once");
    assertThat(problem.path("detail").asText()).contains(faults(problem));
    assertThat(problem.path("instance").asText()).isEqualTo("/api/v1/incidents");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "201", "1e2", "99999999999", "", "%20"})
  void aLimitOutOfRangeIsRefused(String limit) {
    assertThat(faults(problem(server.get("/api/v1/runs?limit=" + limit), 400)))
        .containsExactly("limit is not a number from 1 to 200");
  }

  @Test
  void aParameterThatCannotBeReadIsRefusedAndNotIgnored() {
    String answer = server.raw("GET /api/v1/runs?incident=%zz HTTP/1.1", "Host: localhost");

    assertThat(answer).contains("HTTP/1.1 400").contains("incident=%zz");
  }

  private static List<String> ids(String path) {
    HttpResponse<String> answer = server.get(path);
    assertThat(answer.statusCode()).isEqualTo(200);
    return json(answer).findValuesAsText("id");
  }

  private static List<String> faults(JsonNode problem) {
    List<String> faults = new ArrayList<>();
    for (JsonNode fault : problem.path("errors")) {
      faults.add(fault.path("parameter").asText() + " " + fault.path("detail").asText());
    }
    return faults;
  }
}
