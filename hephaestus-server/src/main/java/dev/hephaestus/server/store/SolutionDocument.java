package dev.hephaestus.server.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hephaestus.server.delivery.Confidence;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.repair.Cost;
import dev.hephaestus.server.repair.FileChange;
import dev.hephaestus.server.repair.Patch;
import dev.hephaestus.server.repair.Proposal;
import dev.hephaestus.server.validation.Verdict;
import dev.hephaestus.server.validation.VerdictLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A solution as it is kept. */
final class SolutionDocument {
  private static final int VERSION = 1;

  private SolutionDocument() {}

  static String write(Solution solution, HiddenLogins logins) {
    ObjectNode document = Json.document(VERSION);
    document.put("id", solution.id());
    document.put("incidentId", solution.incidentId());
    document.put("nodeId", solution.nodeId());
    document.put("fingerprint", solution.fingerprint());
    document.put("title", solution.title());
    document.put("cause", solution.cause());
    document.set("changes", changes(solution.patch()));
    document.set("verdict", verdict(solution.verdict()));
    document.put("origin", solution.origin());
    document.set("repository", NodeDocument.location(logins.hidden(solution.repository())));
    document.put("baseCommit", solution.baseCommit());
    document.put("trace", solution.trace());
    document.put("created", solution.created().toString());
    document
        .putObject("confidence")
        .put("value", solution.confidence().value())
        .set("reasons", Json.array(solution.confidence().reasons()));
    return Json.write(document);
  }

  static Solution read(String text, HiddenLogins logins) {
    JsonNode document = Json.read(text, VERSION);
    return new Solution(
        Json.text(document, "id"),
        Json.text(document, "incidentId"),
        Json.text(document, "nodeId"),
        Json.text(document, "fingerprint"),
        Json.text(document, "title"),
        Json.text(document, "cause"),
        patch(document.path("changes")),
        verdict(document.path("verdict")),
        Json.text(document, "origin"),
        logins.shown(NodeDocument.location(document.path("repository"))),
        Json.text(document, "baseCommit"),
        Json.text(document, "trace"),
        Json.instant(document, "created"),
        confidence(document.path("confidence")));
  }

  private static Confidence confidence(JsonNode object) {
    return new Confidence(object.path("value").asDouble(), Json.texts(object, "reasons"));
  }

  /** A fix that is no solution yet. */
  static String writeFix(Proposal.Candidate fix) {
    ObjectNode document = Json.document(VERSION);
    document.set("changes", changes(fix.patch()));
    document.put("cause", fix.cause());
    document.put("origin", fix.origin());
    return Json.write(document);
  }

  static Proposal.Candidate readFix(String text) {
    JsonNode document = Json.read(text, VERSION);
    return new Proposal.Candidate(
        patch(document.path("changes")),
        Json.text(document, "cause"),
        Json.text(document, "origin"),
        Cost.NONE);
  }

  private static ArrayNode changes(Patch patch) {
    ArrayNode changes = Json.array(List.of());
    for (FileChange change : patch.changes()) {
      ObjectNode object = changes.addObject().put("path", change.path());
      if (change.before() != null) {
        object.put("before", change.before());
      }
      object.put("after", change.after());
    }
    return changes;
  }

  private static Patch patch(JsonNode changes) {
    List<FileChange> list = new ArrayList<>();
    for (JsonNode change : changes) {
      list.add(
          new FileChange(
              Json.text(change, "path"),
              change.path("before").textValue(),
              Json.text(change, "after")));
    }
    return new Patch(list);
  }

  private static ObjectNode verdict(Verdict.Accepted verdict) {
    ObjectNode object = Json.object().put("level", verdict.level().name());
    object.set("evidence", Json.array(verdict.evidence()));
    verdict
        .reproduction()
        .ifPresent(test -> object.set("reproduction", ReproductionDocument.object(test)));
    return object;
  }

  private static Verdict.Accepted verdict(JsonNode object) {
    JsonNode reproduction = object.path("reproduction");
    return new Verdict.Accepted(
        Json.constant(object, "level", VerdictLevel.UNVERIFIED),
        Json.texts(object, "evidence"),
        reproduction.isObject()
            ? Optional.of(ReproductionDocument.reproduction(reproduction))
            : Optional.empty());
  }
}
