package dev.hephaestus.server.api;

import static dev.hephaestus.server.api.RunningServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.pipeline.Run;
import dev.hephaestus.server.pipeline.RunState;
import dev.hephaestus.server.repair.Cost;
import dev.hephaestus.server.security.Scope;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ActionRoutesTest {
  private static final String JSON = "application/json";

  @TempDir private static Path directory;
  private static RunningServer server;
  private static Run ended;
  private static Solution solution;

  @BeforeAll
  static void start() {
    server = RunningServer.over(directory);
    ApiObjects objects = new ApiObjects(server.database());
    ended = objects.run(objects.incident(objects.node("shop").id()));
    solution = objects.solution(ended);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void cancelsARunOnceAndAgain() {
    Run open =
        server
            .database()
            .runs()
            .addIfNoneOpen(
                new Run(
                    "r-open",
                    "i-open",
                    new ApiObjects(server.database()).node("tea").id(),
                    RunState.QUEUED,
                    "",
                    "",
                    0,
                    Cost.NONE,
                    Instant.EPOCH,
                    Optional.empty()));
    for (int i = 0; i < 2; i++) {
      HttpResponse<String> answer =
          server.post("/api/v1/runs/" + open.id() + "/cancel", JSON, "{}");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(json(answer).path("state").asText()).isEqualTo("cancelled");
    }
    assertThat(json(server.get("/api/v1/runs/r-open")).path("state").asText())
        .isEqualTo("cancelled");
  }

  @Test
  void doesNotCancelWhatHasEndedOrIsNotThere() {
    assertThat(server.post("/api/v1/runs/" + ended.id() + "/cancel", JSON, "{}").statusCode())
        .isEqualTo(409);
    assertThat(server.post("/api/v1/runs/none/cancel", JSON, "{}").statusCode()).isEqualTo(404);
  }

  @Test
  void takesNothingThatAPageFromElsewhereCouldSend() {
    String cancel = "/api/v1/runs/" + ended.id() + "/cancel";

    assertThat(server.post(cancel, "text/plain", "{}").statusCode()).isEqualTo(415);
    assertThat(server.get(cancel).statusCode()).isEqualTo(405);
    assertThat(server.get(cancel).headers().firstValue("Allow")).contains("POST, OPTIONS");
  }

  @Test
  void keepsWhatReviewersDidAndShowsItWithTheSolution() {
    HttpResponse<String> answer =
        review("{\"judgement\":\"changed\",\"diff\":\"--- a\\n+++ b\\n\",\"reason\":\"renamed\"}");

    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode shown = json(server.get("/api/v1/solutions/" + solution.id())).path("review");
    assertThat(shown.path("judgement").asText()).isEqualTo("changed");
    assertThat(shown.path("diff").asText()).isEqualTo("--- a\n+++ b\n");
    assertThat(shown.path("reason").asText()).isEqualTo("renamed");
    assertThat(server.database().experience().reviews(Scope.DEFAULT_TENANT, "/srv/shop.git"))
        .singleElement()
        .satisfies(
            review -> {
              assertThat(review.example().exception()).isEqualTo("java.lang.NullPointerException");
              assertThat(review.example().origin()).isEqualTo("null-guard");
              assertThat(review.example().files()).containsExactly("A.java");
            });
  }

  @Test
  void namesEveryFaultOfAReview() {
    HttpResponse<String> answer = review("{\"judgement\":\"liked\",\"diff\":7,\"reason\":[]}");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("errors").findValuesAsText("parameter"))
        .containsExactly("judgement", "diff", "reason");
    assertThat(review("[]").statusCode()).isEqualTo(400);
    assertThat(review("{\"reason\":\"" + "x".repeat(1 << 20) + "\"}").statusCode()).isEqualTo(413);
    assertThat(server.post("/api/v1/solutions/none/review", JSON, "{}").statusCode())
        .isEqualTo(404);
  }

  @Test
  void showsAttemptsAndOneOfThemWithWhatWasSaid() {
    String attempts = "/api/v1/runs/" + ended.id() + "/attempts";
    JsonNode listed = json(server.get(attempts)).path(0);
    JsonNode whole = json(server.get(attempts + "/1"));

    assertThat(listed.path("step").asText()).isEqualTo("select");
    assertThat(listed.path("durationMs").asLong()).isEqualTo(1_500);
    assertThat(listed.has("prompt")).isFalse();
    assertThat(whole.path("prompt").asText()).isEqualTo("fix it");
    assertThat(whole.path("reply").asText()).isEqualTo("done");
    assertThat(whole.path("tokensIn").asLong()).isEqualTo(70);
    assertThat(whole.path("costUsd").asDouble()).isEqualTo(0.125);
    assertThat(server.get(attempts + "/2").statusCode()).isEqualTo(404);
    assertThat(server.get(attempts + "/x").statusCode()).isEqualTo(404);
    assertThat(server.get("/api/v1/runs/none/attempts").statusCode()).isEqualTo(404);
  }

  private static HttpResponse<String> review(String body) {
    return server.post("/api/v1/solutions/" + solution.id() + "/review", JSON, body);
  }
}
