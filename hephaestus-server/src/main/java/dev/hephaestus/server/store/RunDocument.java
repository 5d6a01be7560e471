package dev.hephaestus.server.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hephaestus.server.pipeline.Attempt;
import dev.hephaestus.server.pipeline.Revision;
import dev.hephaestus.server.pipeline.Run;
import dev.hephaestus.server.pipeline.RunState;
import dev.hephaestus.server.pipeline.RunSuspect;
import dev.hephaestus.server.repair.Cost;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A run, its suspects and its attempts as they are kept. */
final class RunDocument {
  private static final int VERSION = 1;

  private RunDocument() {}

  static String write(Run run) {
    ObjectNode document = Json.document(VERSION);
    document.put("id", run.id());
    document.put("incidentId", run.incidentId());
    document.put("nodeId", run.nodeId());
    document.put("state", run.state().name());
    document.put("step", run.step());
    document.put("reason", run.reason());
    document.put("starts", run.starts());
    put(document, run.cost());
    document.put("created", run.created().toString());
    document.put("deployed", run.deployed());
    document.put("deployedBecause", run.deployedBecause());
    document.put("workedMs", run.worked().toMillis());
    run.ended().ifPresent(ended -> document.put("ended", ended.toString()));
    return Json.write(document);
  }

  static Run read(String text) {
    JsonNode document = Json.read(text, VERSION);
    return new Run(
        Json.text(document, "id"),
        Json.text(document, "incidentId"),
        Json.text(document, "nodeId"),
        Json.constant(document, "state", RunState.FAILED),
        Json.text(document, "step"),
        Json.text(document, "reason"),
        document.path("starts").asInt(),
        cost(document),
        Json.instant(document, "created"),
        Json.optionalText(document, "ended").map(Instant::parse),
        Json.text(document, "deployed"),
        Json.text(document, "deployedBecause"),
        Duration.ofMillis(document.path("workedMs").asLong()));
  }

  private static void put(ObjectNode document, Cost cost) {
    document.put("tokensIn", cost.tokensIn());
    document.put("tokensOut", cost.tokensOut());
    document.put("usd", cost.usd());
  }

  private static Cost cost(JsonNode document) {
    return new Cost(
        document.path("tokensIn").asLong(),
        document.path("tokensOut").asLong(),
        document.path("usd").asDouble());
  }

  static String writeRevision(Revision revision) {
    ObjectNode document = Json.document(VERSION);
    document.put("reason", revision.reason().name());
    document.set("solutions", Json.array(revision.solutions()));
    document.set("remarks", Json.array(revision.remarks()));
    return Json.write(document);
  }

  static Revision readRevision(String text) {
    JsonNode document = Json.read(text, VERSION);
    return new Revision(
        Json.constant(document, "reason", Revision.Reason.RETRY),
        Json.texts(document, "solutions"),
        Json.texts(document, "remarks"));
  }

  static String writeSuspects(List<RunSuspect> suspects) {
    ObjectNode document = Json.document(VERSION);
    ArrayNode array = document.putArray("suspects");
    for (RunSuspect suspect : suspects) {
      ObjectNode object = array.addObject();
      object.put("rank", suspect.rank());
      object.put("path", suspect.path());
      object.put("symbol", suspect.symbol());
      object.put("firstLine", suspect.firstLine());
      object.put("lastLine", suspect.lastLine());
      object.put("score", suspect.score());
      object.set("why", Json.array(suspect.why()));
    }
    return Json.write(document);
  }

  static List<RunSuspect> readSuspects(String text) {
    List<RunSuspect> suspects = new ArrayList<>();
    for (JsonNode object : Json.read(text, VERSION).path("suspects")) {
      suspects.add(
          new RunSuspect(
              object.path("rank").asInt(),
              Json.text(object, "path"),
              Json.text(object, "symbol"),
              object.path("firstLine").asInt(),
              object.path("lastLine").asInt(),
              object.path("score").asDouble(),
              Json.texts(object, "why")));
    }
    return suspects;
  }

  static String writeAttempt(Attempt attempt) {
    ObjectNode document = Json.document(VERSION);
    document.put("number", attempt.number());
    document.put("origin", attempt.origin());
    document.put("cause", attempt.cause());
    document.put("patch", attempt.patch());
    document.put("outcome", attempt.outcome());
    document.put("reason", attempt.reason());
    document.set("diagnostics", Json.array(attempt.diagnostics()));
    document.put("step", attempt.step());
    document.put("prompt", attempt.prompt());
    document.put("reply", attempt.reply());
    document.put("durationMs", attempt.durationMs());
    put(document, attempt.cost());
    return Json.write(document);
  }

  static Attempt readAttempt(String text) {
    JsonNode document = Json.read(text, VERSION);
    return new Attempt(
        document.path("number").asInt(),
        Json.text(document, "origin"),
        Json.text(document, "cause"),
        Json.text(document, "patch"),
        Json.text(document, "outcome"),
        Json.text(document, "reason"),
        Json.texts(document, "diagnostics"),
        Json.text(document, "step"),
        Json.text(document, "prompt"),
        Json.text(document, "reply"),
        document.path("durationMs").asLong(),
        cost(document));
  }
}
