package dev.hephaestus.server.api;

import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.incident.Incident;
import dev.hephaestus.server.incident.IncidentDetails;
import dev.hephaestus.server.incident.IncidentFilter;
import dev.hephaestus.server.incident.IncidentState;
import dev.hephaestus.server.incident.IncidentStore;
import dev.hephaestus.server.pipeline.Attempt;
import dev.hephaestus.server.pipeline.Experience;
import dev.hephaestus.server.pipeline.Run;
import dev.hephaestus.server.pipeline.RunStore;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What {@code /api/v1} shows of incidents, runs and solutions, newest first. */
final class ApiRoutes {
  private static final String BASE = "/api/v1";
  private static final int RUNS_OF_AN_INCIDENT = 100;

  private final IncidentStore incidents;
  private final RunStore runs;
  private final Experience experience;
  private final Callers callers;
  private final Answers answers;

  ApiRoutes(
      IncidentStore incidents,
      RunStore runs,
      Experience experience,
      Callers callers,
      Answers answers) {
    this.incidents = incidents;
    this.runs = runs;
    this.experience = experience;
    this.callers = callers;
    this.answers = answers;
  }

  void register(ReadRoutes routes) {
    routes.add(BASE + "/incidents", Access.READ, this::incidents);
    routes.add(BASE + "/incidents/{id}", Access.READ, this::incident);
    routes.add(BASE + "/runs", Access.READ, this::runs);
    routes.add(BASE + "/runs/{id}", Access.READ, this::run);
    routes.add(BASE + "/runs/{id}/attempts", Access.READ, this::attempts);
    routes.add(BASE + "/runs/{id}/attempts/{number}", Access.READ, this::attempt);
    routes.add(BASE + "/solutions", Access.READ, this::solutions);
    routes.add(BASE + "/solutions/{id}", Access.READ, this::solution);
  }

  private void incidents(Context context) {
    Page page = Page.of(context, Set.of("node", "state"));
    IncidentFilter asked = new IncidentFilter(filter(context, "node"), state(context));
    List<Incident> found =
        incidents.list(Callers.scope(context), asked, page.after(), page.limitPlusOne());
    answers.view(
        context,
        page.cut(context, found, Incident::id).stream().map(IncidentView::listed).toList());
  }

  private void incident(Context context) {
    IncidentDetails details =
        callers.reached(
            context, incidents.details(id(context)), found -> found.incident().nodeId());
    Incident incident = details.incident();
    List<String> runIds =
        runs.list(Optional.of(incident.id()), "", RUNS_OF_AN_INCIDENT).stream()
            .map(Run::id)
            .toList();
    answers.view(context, IncidentView.whole(details, runIds));
  }

  private void runs(Context context) {
    Page page = Page.of(context, Set.of("incident"));
    List<Run> found =
        runs.list(
            Callers.scope(context), filter(context, "incident"), page.after(), page.limitPlusOne());
    answers.view(context, page.cut(context, found, Run::id).stream().map(RunView::listed).toList());
  }

  private void run(Context context) {
    Run run = reachedRun(context);
    answers.view(
        context,
        RunView.whole(
            run,
            runs.solutionOfRun(run.id()).map(Solution::id).orElse(null),
            runs.suspects(run.id()),
            runs.attempts(run.id())));
  }

  private void attempts(Context context) {
    answers.view(context, attemptsOf(context).stream().map(AttemptView::listed).toList());
  }

  private void attempt(Context context) {
    String number = context.pathParam("number");
    answers.view(
        context,
        AttemptView.whole(
            present(
                attemptsOf(context).stream()
                    .filter(attempt -> Integer.toString(attempt.number()).equals(number))
                    .findFirst())));
  }

  private List<Attempt> attemptsOf(Context context) {
    return runs.attempts(reachedRun(context).id());
  }

  private Run reachedRun(Context context) {
    return callers.reached(context, runs.find(id(context)), Run::nodeId);
  }

  private void solutions(Context context) {
    Page page = Page.of(context, Set.of("node"));
    List<Solution> found =
        runs.solutions(
            Callers.scope(context), filter(context, "node"), page.after(), page.limitPlusOne());
    answers.view(context, page.cut(context, found, Solution::id).stream().map(this::view).toList());
  }

  private void solution(Context context) {
    answers.view(
        context, view(callers.reached(context, runs.solution(id(context)), Solution::nodeId)));
  }

  private SolutionView view(Solution solution) {
    return SolutionView.of(
        solution, runs.receipts(solution.id()), experience.review(solution.id()));
  }

  private static String id(Context context) {
    return context.pathParam("id");
  }

  private static Optional<String> filter(Context context, String name) {
    return Optional.ofNullable(context.queryParam(name)).filter(value -> !value.isEmpty());
  }

  private static Optional<IncidentState> state(Context context) {
    Optional<String> said = filter(context, "state");
    Optional<IncidentState> state =
        said.flatMap(
            name ->
                Arrays.stream(IncidentState.values())
                    .filter(each -> each.name().equalsIgnoreCase(name))
                    .findFirst());
    if (said.isPresent() && state.isEmpty()) {
      throw new BadRequestException(
          List.of(new Problem.Fault("state", "is not a state of an incident")));
    }
    return state;
  }

  private static <T> T present(Optional<T> found) {
    return found.orElseThrow(NotFoundResponse::new);
  }
}
