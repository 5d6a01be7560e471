package dev.hephaestus.server.api;

import static dev.hephaestus.server.api.RunningServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hephaestus.server.incident.Booking;
import dev.hephaestus.server.incident.Incident;
import dev.hephaestus.server.incident.IncidentState;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people can do about incidents, and what it does. */
final class IncidentRoutesTest {
  private static final String JSON = "application/json";

  @TempDir private static Path directory;
  private static RunningServer server;
  private static ApiObjects objects;
  private static String node;
  private Incident incident;

  @BeforeAll
  static void start() {
    server = RunningServer.over(directory);
    objects = new ApiObjects(server.database());
    node = objects.node("shop").id();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void anIncident() {
    incident = objects.incident(node);
  }

  @Test
  void countsByMinuteHourAndDayWithReleasesAndHosts() {
    objects.seen(incident, ApiObjects.NOON.plusSeconds(30), "host-2");
    objects.seen(incident, ApiObjects.NOON.plus(Duration.ofMinutes(61)), "host-2");

    JsonNode shown = json(server.get("/api/v1/incidents/" + incident.id()));

    assertThat(shown.path("count").asInt()).isEqualTo(3);
    assertThat(shown.path("firstSeen").asText()).isEqualTo(ApiObjects.NOON.toString());
    JsonNode history = shown.path("history");
    assertThat(history.at("/minutes/2026-03-01T12:00:00Z").asInt()).isEqualTo(2);
    assertThat(history.at("/minutes/2026-03-01T13:01:00Z").asInt()).isEqualTo(1);
    assertThat(history.at("/hours/2026-03-01T12:00:00Z").asInt()).isEqualTo(2);
    assertThat(history.at("/days/2026-03-01T00:00:00Z").asInt()).isEqualTo(3);
    assertThat(history.at("/releases/0/version").asText()).isEqualTo("1.4.2");
    assertThat(history.at("/releases/0/count").asInt()).isEqualTo(3);
    assertThat(history.at("/hosts/host-1").asInt()).isEqualTo(1);
    assertThat(history.at("/hosts/host-2").asInt()).isEqualTo(2);
  }

  @Test
  void aMutedIncidentIsCountedAndComesBackAfterSoManyMore() {
    HttpResponse<String> muted = post("mute", "{\"occurrences\": 2}");

    assertThat(json(muted).path("state").asText()).isEqualTo("muted");
    assertThat(json(muted).at("/history/mute/occurrences").asInt()).isEqualTo(3);
    assertThat(objects.seen(incident, ApiObjects.NOON, "h").woken()).isEmpty();
    assertThat(state()).isEqualTo("muted");
    Booking woken = objects.seen(incident, ApiObjects.NOON, "h");
    assertThat(woken.woken()).extracting(Incident::id).containsExactly(incident.id());
    assertThat(state()).isEqualTo("ongoing");
  }

  @Test
  void aMuteCanLastOrBeTakenBack() {
    post("mute", "{\"until\": \"9999-01-01T00:00:00Z\", \"newRelease\": true}");
    JsonNode mute =
        json(server.get("/api/v1/incidents/" + incident.id())).path("history").path("mute");
    assertThat(mute.path("until").asText()).isEqualTo("9999-01-01T00:00:00Z");
    assertThat(mute.path("newRelease").asBoolean()).isTrue();

    assertThat(json(post("reopen", "{}")).path("state").asText()).isEqualTo("ongoing");
    assertThat(json(post("mute", "{}")).at("/history/mute/until").isMissingNode()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"until\": 17}|until",
        "{\"until\": \"tomorrow\"}|until",
        "{\"until\": \"2020-01-01T00:00:00Z\"}|until",
        "{\"occurrences\": -1}|occurrences",
        "{\"occurrences\": \"many\"}|occurrences",
        "{\"occurrences\": 9223372036854775807}|occurrences",
        "{\"newRelease\": \"yes\"}|newRelease",
        "{\"untill\": \"9999-01-01T00:00:00Z\"}|untill",
        "[]|body"
      })
  void aMuteThatCannotBeReadIsRefusedAndDoesNotLastForEver(String body, String fault) {
    HttpResponse<String> refused = post("mute", body);

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(json(refused).path("errors").findValuesAsText("parameter")).containsExactly(fault);
    assertThat(state()).isEqualTo("new");
  }

  @Test
  void allFaultsAreSaidAtOnce() {
    assertThat(
            json(post("mute", "{\"until\": 1, \"occurrences\": 1.5, \"newRelease\": 0}"))
                .path("errors")
                .findValuesAsText("parameter"))
        .containsExactly("until", "occurrences", "newRelease");
  }

  @Test
  void aResolvedIncidentHasItsFixAndCanBeReopenedButNotMuted() {
    HttpResponse<String> resolved =
        post("resolve", "{\"commit\": \"0123abc\", \"version\": \"2.1\"}");

    assertThat(json(resolved).path("state").asText()).isEqualTo("resolved");
    assertThat(json(resolved).at("/history/fix/commit").asText()).isEqualTo("0123abc");
    assertThat(json(resolved).at("/history/fix/version").asText()).isEqualTo("2.1");
    HttpResponse<String> refused = post("mute", "{}");
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(json(refused).path("detail").asText()).contains("RESOLVED");
    assertThat(json(post("reopen", "{}")).path("state").asText()).isEqualTo("ongoing");
  }

  @Test
  void aFixThatCannotBeReadIsRefused() {
    assertThat(post("resolve", "{\"version\": 2}").statusCode()).isEqualTo(400);
    assertThat(post("resolve", "{\"commit\": \"" + "a".repeat(201) + "\"}").statusCode())
        .isEqualTo(400);
    assertThat(state()).isEqualTo("new");
  }

  @Test
  void whatIsDoneIsInTheAuditAndWhatIsNotThereIsNotFound() {
    post("mute", "{}");
    post("resolve", "{}");

    assertThat(server.gate().told)
        .filteredOn(event -> event.target().equals(incident.id()))
        .extracting(event -> event.action())
        .containsExactly("incident.muted", "incident.resolved");
    for (String action : List.of("mute", "resolve", "reopen")) {
      assertThat(server.post("/api/v1/incidents/none/" + action, JSON, "{}").statusCode())
          .isEqualTo(404);
      assertThat(
              server
                  .post("/api/v1/incidents/" + incident.id() + "/" + action, "text/plain", "{}")
                  .statusCode())
          .isEqualTo(415);
    }
  }

  @Test
  void theListCanBeOfOneState() {
    server.database().incidents().move(incident.id(), IncidentState.FIXING);

    JsonNode fixing = json(server.get("/api/v1/incidents?state=fixing"));

    assertThat(fixing.findValuesAsText("id")).containsExactly(incident.id());
    assertThat(server.get("/api/v1/incidents?state=mended").statusCode()).isEqualTo(400);
  }

  @Test
  void rulesThatWereSetAreShownAndCanBeSentBack() {
    String rules =
        "{\"loggers\": [{\"prefix\": \"shop.noisy\", \"level\": \"WARN\", \"count\": 10,"
            + " \"windowSeconds\": 60}], \"ignored\": [{\"by\": \"exception\", \"what\":"
            + " \"java.io.IOException\"}, {\"by\": \"message\", \"what\": \"(?i)broken pipe\","
            + " \"until\": \"9999-01-01T00:00:00Z\"}]}";

    JsonNode set = json(put(rules));

    assertThat(set.at("/loggers/0/level").asText()).isEqualTo("WARN");
    assertThat(set.at("/loggers/0/windowSeconds").asInt()).isEqualTo(60);
    assertThat(set.at("/ignored/1/until").asText()).isEqualTo("9999-01-01T00:00:00Z");
    JsonNode shown = json(server.get("/api/v1/nodes/" + node + "/rules"));
    assertThat(shown).isEqualTo(set);
    assertThat(json(put(shown.toString()))).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"ignore\": []}|ignore",
        "{\"loggers\": {}}|loggers",
        "{\"ignored\": [\"x\"]}|ignored[0],ignored[0]",
        "{\"ignored\": [{\"by\": \"class\", \"what\": \"E\"}]}|ignored[0]",
        "{\"ignored\": [{\"by\": \"message\", \"what\": \"(\"}]}|ignored[0]",
        "{\"ignored\": [{\"by\": \"logger\"}]}|ignored[0]",
        "{\"ignored\": [{\"by\": \"logger\", \"what\": \"a\", \"until\": 1}]}|ignored[0].until",
        "{\"loggers\": [{\"prefix\": \"a\", \"level\": \"LOUD\"}]}|loggers[0]",
        "{\"loggers\": [{\"prefix\": \"a\", \"count\": \"2\"}]}|loggers[0].count",
        "{\"loggers\": [{\"prefix\": \"a\", \"window\": 2}]}|loggers[0].window",
        "{\"loggers\": [{\"level\": \"WARN\"}]}|loggers[0]"
      })
  void rulesThatCannotBeReadAreRefusedAndEmptyNothing(String rules, String faults) {
    put("{\"ignored\": [{\"by\": \"logger\", \"what\": \"shop.noisy\"}]}");

    HttpResponse<String> refused = put(rules);

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(json(refused).path("errors").findValuesAsText("parameter"))
        .containsExactly(faults.split(",", -1));
    assertThat(server.database().incidents().rules(node).ignored()).hasSize(1);
  }

  private HttpResponse<String> post(String action, String body) {
    return server.post("/api/v1/incidents/" + incident.id() + "/" + action, JSON, body);
  }

  private static HttpResponse<String> put(String rules) {
    return server.send(
        "PUT",
        "/api/v1/nodes/" + node + "/rules",
        rules.getBytes(StandardCharsets.UTF_8),
        "Content-Type",
        JSON);
  }

  private String state() {
    return json(server.get("/api/v1/incidents/" + incident.id())).path("state").asText();
  }
}
