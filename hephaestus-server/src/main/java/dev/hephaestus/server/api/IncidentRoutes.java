package dev.hephaestus.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hephaestus.server.incident.Fix;
import dev.hephaestus.server.incident.Incident;
import dev.hephaestus.server.incident.IncidentState;
import dev.hephaestus.server.incident.IncidentStore;
import dev.hephaestus.server.incident.Mute;
import dev.hephaestus.server.incident.Rules;
import dev.hephaestus.server.node.Node;
import dev.hephaestus.server.node.NodeStore;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where people say what is to become of an incident, and what makes none. */
final class IncidentRoutes {
  private static final int MAX_BODY = 256 << 10;
  private static final int LONGEST_NAME = 200;
  private static final long MOST_OCCURRENCES = 1_000_000_000_000L;
  private static final Set<String> MUTE_FIELDS = Set.of("until", "occurrences", "newRelease");

  private final IncidentStore incidents;
  private final NodeStore nodes;
  private final Clock clock;
  private final Callers callers;
  private final Answers answers;
  private final JsonBody body = new JsonBody();

  IncidentRoutes(
      IncidentStore incidents, NodeStore nodes, Clock clock, Callers callers, Answers answers) {
    this.incidents = incidents;
    this.nodes = nodes;
    this.clock = clock;
    this.callers = callers;
    this.answers = answers;
  }

  void register(PostRoutes posts, RoutesConfig routes) {
    posts.add("/api/v1/incidents/{id}/mute", Access.OPERATE, this::mute);
    posts.add("/api/v1/incidents/{id}/resolve", Access.OPERATE, this::resolve);
    posts.add("/api/v1/incidents/{id}/reopen", Access.OPERATE, this::reopen);
    routes.get("/api/v1/nodes/{id}/rules", this::rules, Access.READ);
    routes.put("/api/v1/nodes/{id}/rules", this::setRules, Access.OPERATE);
  }

  private void mute(Context context) {
    JsonNode asked = body.read(context, MAX_BODY);
    Incident incident = incident(context);
    Mute mute = mute(AskedFields.of(asked, MUTE_FIELDS), incident);
    answer(context, incident, incidents.mute(incident.id(), mute), "incident.muted");
  }

  private Mute mute(AskedFields asked, Incident incident) {
    Instant now = clock.instant();
    Optional<Instant> until = asked.instant("until");
    if (until.filter(end -> !end.isAfter(now)).isPresent()) {
      asked.fault("until", "is over already");
    }
    long more = asked.number("occurrences", 0, MOST_OCCURRENCES, 0);
    boolean newRelease = asked.flag("newRelease");
    asked.requireNoFault();
    return new Mute(now, until, more == 0 ? 0 : incident.count() + more, newRelease);
  }

  private void resolve(Context context) {
    JsonNode body = this.body.read(context, MAX_BODY);
    Incident incident = incident(context);
    AskedFields asked = AskedFields.of(body, Set.of("commit", "version"));
    String commit = asked.text("commit", LONGEST_NAME);
    String version = asked.text("version", LONGEST_NAME);
    asked.requireNoFault();
    Fix fix = new Fix(commit, version, clock.instant());
    answer(
        context,
        incident,
        incidents.move(incident.id(), IncidentState.RESOLVED, fix),
        "incident.resolved");
  }

  private void reopen(Context context) {
    JsonBody.require(context);
    Incident incident = incident(context);
    answer(
        context,
        incident,
        incidents.move(incident.id(), IncidentState.ONGOING),
        "incident.reopened");
  }

  private void answer(Context context, Incident incident, boolean done, String action) {
    if (!done) {
      answers.problem(
          context, 409, "Conflict", "An incident that is " + incident.state() + " cannot be that.");
      return;
    }
    callers.tell(context, action, incident.id(), Map.of("node", incident.nodeId()));
    answers.view(
        context,
        IncidentView.whole(
            incidents.details(incident.id()).orElseThrow(NotFoundResponse::new), List.of()));
  }

  private Incident incident(Context context) {
    return callers.reached(context, incidents.find(context.pathParam("id")), Incident::nodeId);
  }

  private void rules(Context context) {
    String node = node(context);
    answers.view(context, RulesView.of(incidents.rules(node), incidents.others(node)));
  }

  private void setRules(Context context) {
    JsonNode asked = body.read(context, MAX_BODY);
    String node = node(context);
    Rules rules = RulesView.read(asked);
    incidents.setRules(node, rules);
    callers.tell(context, "rules.set", node, Map.of());
    answers.view(context, RulesView.of(rules, incidents.others(node)));
  }

  private String node(Context context) {
    return callers.reached(context, nodes.find(context.pathParam("id")), Node::id).id();
  }
}
