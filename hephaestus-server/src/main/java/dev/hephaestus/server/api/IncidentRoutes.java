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
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where people say what is to become of an incident, and what makes none. */
final class IncidentRoutes {
  private static final int MAX_BODY = 256 << 10;
  private static final int LONGEST_NAME = 200;

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
    long more = asked.path("occurrences").asLong(0);
    if (more < 0) {
      throw fault("occurrences", "is below zero");
    }
    Mute mute =
        new Mute(
            clock.instant(),
            instant(asked, "until"),
            more == 0 ? 0 : incident.count() + more,
            asked.path("newRelease").asBoolean(false));
    answer(context, incident, incidents.mute(incident.id(), mute), "incident.muted");
  }

  private void resolve(Context context) {
    JsonNode asked = body.read(context, MAX_BODY);
    Incident incident = incident(context);
    Fix fix = new Fix(name(asked, "commit"), name(asked, "version"), clock.instant());
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

  private static String name(JsonNode asked, String field) {
    String name = asked.path(field).asText("");
    if (name.length() > LONGEST_NAME) {
      throw fault(field, "is longer than " + LONGEST_NAME + " characters");
    }
    return name;
  }

  private static Optional<Instant> instant(JsonNode asked, String field) {
    try {
      return Optional.ofNullable(asked.path(field).textValue()).map(Instant::parse);
    } catch (DateTimeException e) {
      throw fault(field, "is not an instant such as 2026-03-01T12:00:00Z");
    }
  }

  private static BadRequestException fault(String field, String message) {
    return new BadRequestException(List.of(new Problem.Fault(field, message)));
  }
}
