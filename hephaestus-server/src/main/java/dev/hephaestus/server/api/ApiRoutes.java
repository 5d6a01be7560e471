package dev.hephaestus.server.api;

import dev.hephaestus.server.api.HttpServer.Answer;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.incident.Incident;
import dev.hephaestus.server.incident.IncidentStore;
import dev.hephaestus.server.node.Node;
import dev.hephaestus.server.node.NodeStore;
import dev.hephaestus.server.pipeline.Run;
import dev.hephaestus.server.pipeline.RunStore;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What {@code /api/v1} shows: nodes oldest first, everything else newest first. */
final class ApiRoutes {
  private static final String BASE = "/api/v1";
  private static final int RUNS_OF_AN_INCIDENT = 100;

  private final NodeStore nodes;
  private final IncidentStore incidents;
  private final RunStore runs;
  private final Answer answer;

  ApiRoutes(NodeStore nodes, IncidentStore incidents, RunStore runs, Answer answer) {
    this.nodes = nodes;
    this.incidents = incidents;
    this.runs = runs;
    this.answer = answer;
  }

  void register(RoutesConfig routes) {
    routes.get(BASE + "/nodes", this::nodes);
    routes.get(BASE + "/nodes/{id}", this::node);
    routes.get(BASE + "/incidents", this::incidents);
    routes.get(BASE + "/incidents/{id}", this::incident);
    routes.get(BASE + "/runs", this::runs);
    routes.get(BASE + "/runs/{id}", this::run);
    routes.get(BASE + "/solutions", this::solutions);
    routes.get(BASE + "/solutions/{id}", this::solution);
  }

  private void nodes(Context context) {
    Page page = Page.of(context, Set.of());
    List<Node> found = nodes.list(page.after(), page.limitPlusOne());
    answer.write(context, page.cut(context, found, Node::id).stream().map(NodeView::of).toList());
  }

  private void node(Context context) {
    answer.write(context, NodeView.of(present(nodes.find(id(context)))));
  }

  private void incidents(Context context) {
    Page page = Page.of(context, Set.of("node"));
    List<Incident> found =
        incidents.list(filter(context, "node"), page.after(), page.limitPlusOne());
    answer.write(
        context,
        page.cut(context, found, Incident::id).stream().map(IncidentView::listed).toList());
  }

  private void incident(Context context) {
    Incident incident = present(incidents.find(id(context)));
    List<String> runIds =
        runs.list(Optional.of(incident.id()), "", RUNS_OF_AN_INCIDENT).stream()
            .map(Run::id)
            .toList();
    answer.write(context, IncidentView.whole(incident, runIds));
  }

  private void runs(Context context) {
    Page page = Page.of(context, Set.of("incident"));
    List<Run> found = runs.list(filter(context, "incident"), page.after(), page.limitPlusOne());
    answer.write(context, page.cut(context, found, Run::id).stream().map(RunView::listed).toList());
  }

  private void run(Context context) {
    Run run = present(runs.find(id(context)));
    answer.write(
        context,
        RunView.whole(
            run,
            runs.solutionOfRun(run.id()).map(Solution::id).orElse(null),
            runs.suspects(run.id()),
            runs.attempts(run.id())));
  }

  private void solutions(Context context) {
    Page page = Page.of(context, Set.of("node"));
    List<Solution> found =
        runs.solutions(filter(context, "node"), page.after(), page.limitPlusOne());
    answer.write(context, page.cut(context, found, Solution::id).stream().map(this::view).toList());
  }

  private void solution(Context context) {
    answer.write(context, view(present(runs.solution(id(context)))));
  }

  private SolutionView view(Solution solution) {
    return SolutionView.of(solution, runs.receipts(solution.id()));
  }

  private static String id(Context context) {
    return context.pathParam("id");
  }

  private static Optional<String> filter(Context context, String name) {
    return Optional.ofNullable(context.queryParam(name)).filter(value -> !value.isEmpty());
  }

  private static <T> T present(Optional<T> found) {
    return found.orElseThrow(NotFoundResponse::new);
  }
}
