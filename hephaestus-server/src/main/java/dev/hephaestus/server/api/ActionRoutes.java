package dev.hephaestus.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.incident.Fix;
import dev.hephaestus.server.incident.IncidentState;
import dev.hephaestus.server.incident.IncidentStore;
import dev.hephaestus.server.pipeline.Review;
import dev.hephaestus.server.pipeline.Run;
import dev.hephaestus.server.pipeline.RunState;
import dev.hephaestus.server.pipeline.RunStore;
import dev.hephaestus.server.repair.Example.Judgement;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where a run is cancelled, and where it is told what reviewers did with a solution. */
final class ActionRoutes {
  private static final int MAX_REVIEW = 1 << 20;

  private final RunActions actions;
  private final RunStore runs;
  private final IncidentStore incidents;
  private final Callers callers;
  private final Answers answers;
  private final JsonBody body = new JsonBody();

  ActionRoutes(
      RunActions actions,
      RunStore runs,
      IncidentStore incidents,
      Callers callers,
      Answers answers) {
    this.actions = actions;
    this.runs = runs;
    this.incidents = incidents;
    this.callers = callers;
    this.answers = answers;
  }

  void register(PostRoutes routes) {
    routes.add("/api/v1/runs/{id}/cancel", Access.OPERATE, this::cancel);
    routes.add("/api/v1/solutions/{id}/review", Access.OPERATE, this::review);
  }

  private void cancel(Context context) {
    JsonBody.require(context);
    Run asked = callers.reached(context, runs.find(context.pathParam("id")), Run::nodeId);
    Run run = actions.cancel().apply(asked.id()).orElseThrow(NotFoundResponse::new);
    callers.tell(context, "run.cancelled", run.id(), Map.of("node", run.nodeId()));
    if (run.state().isFinal() && run.state() != RunState.CANCELLED) {
      answers.problem(context, 409, "Conflict", "The run has ended already.");
      return;
    }
    context.status(run.state().isFinal() ? HttpStatus.OK : HttpStatus.ACCEPTED);
    answers.view(context, RunView.listed(run));
  }

  private void review(Context context) {
    JsonNode asked = body.read(context, MAX_REVIEW);
    Solution solution =
        callers.reached(context, runs.solution(context.pathParam("id")), Solution::nodeId);
    List<Problem.Fault> faults = new ArrayList<>();
    Optional<Judgement> judgement = judgement(asked, faults);
    String diff = text(asked, "diff", faults);
    String reason = text(asked, "reason", faults);
    if (!faults.isEmpty()) {
      throw new BadRequestException(faults);
    }
    Review review =
        Review.of(solution, judgement.orElseThrow(), diff, reason, actions.clock().instant());
    actions.experience().keep(review);
    tell(solution, review);
    callers.tell(
        context,
        "solution.reviewed",
        solution.id(),
        Map.of("judgement", judgement.orElseThrow().label()));
    answers.view(context, ReviewView.of(review));
  }

  /** A fix that was taken in ends the incident; one that was not leaves it without a fix. */
  private void tell(Solution solution, Review review) {
    var unused =
        review.example().judgement() == Judgement.REJECTED
            ? incidents.move(solution.incidentId(), IncidentState.ONGOING)
            : incidents.move(
                solution.incidentId(), IncidentState.RESOLVED, new Fix("", "", review.at()));
  }

  private static Optional<Judgement> judgement(JsonNode asked, List<Problem.Fault> faults) {
    String said = asked.path("judgement").asText();
    Optional<Judgement> judgement =
        Arrays.stream(Judgement.values()).filter(each -> each.label().equals(said)).findFirst();
    if (judgement.isEmpty()) {
      String known =
          Arrays.stream(Judgement.values()).map(Judgement::label).collect(Collectors.joining(", "));
      faults.add(new Problem.Fault("judgement", "is not one of " + known));
    }
    return judgement;
  }

  private static String text(JsonNode asked, String name, List<Problem.Fault> faults) {
    JsonNode value = asked.path(name);
    if (!value.isMissingNode() && !value.isTextual()) {
      faults.add(new Problem.Fault(name, "is not a text"));
    }
    return value.asText("");
  }
}
