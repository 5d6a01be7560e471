package dev.hephaestus.server.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hephaestus.server.HephaestusException;
import dev.hephaestus.server.github.GitHubRepository;
import dev.hephaestus.server.github.Notice;
import dev.hephaestus.server.github.Reaction;
import dev.hephaestus.server.github.WatchedPull;
import dev.hephaestus.server.pipeline.Revision;
import java.util.ArrayList;
import java.util.List;

/** What is kept of GitHub: notices, our pull requests, and what is done about them. */
final class GitHubDocument {
  private static final int VERSION = 1;

  private GitHubDocument() {}

  static String write(Notice notice) {
    ObjectNode document = Json.document(VERSION);
    document.put("delivery", notice.delivery());
    document.put("kind", notice.kind().name());
    document.set("repositories", Json.array(notice.repositories()));
    ArrayNode numbers = document.putArray("numbers");
    notice.numbers().forEach(numbers::add);
    document.put("commit", notice.commit());
    document.put("formerly", notice.formerly());
    return Json.write(document);
  }

  static Notice readNotice(String text) {
    JsonNode document = Json.read(text, VERSION);
    List<Integer> numbers = new ArrayList<>();
    document.path("numbers").forEach(number -> numbers.add(number.asInt()));
    return new Notice(
        Json.text(document, "delivery"),
        Json.constant(document, "kind", Notice.Kind.NOTHING),
        Json.texts(document, "repositories"),
        numbers,
        Json.text(document, "commit"),
        Json.text(document, "formerly"));
  }

  static String write(WatchedPull pull) {
    ObjectNode document = Json.document(VERSION);
    document.put("owner", pull.repository().owner());
    document.put("name", pull.repository().name());
    document.put("number", pull.number());
    document.put("solutionId", pull.solutionId());
    document.put("incidentId", pull.incidentId());
    document.put("nodeId", pull.nodeId());
    document.put("fingerprint", pull.fingerprint());
    document.put("state", pull.state().name());
    document.put("due", pull.due().toString());
    WatchedPull.Seen seen = pull.seen();
    document
        .putObject("seen")
        .put("etag", seen.etag())
        .put("updated", seen.updated())
        .put("comment", seen.comment())
        .put("reviewComment", seen.reviewComment())
        .put("review", seen.review())
        .put("head", seen.head())
        .put("checked", seen.checked())
        .put("turn", seen.turn());
    return Json.write(document);
  }

  static WatchedPull readPull(String text) {
    JsonNode document = Json.read(text, VERSION);
    JsonNode seen = document.path("seen");
    return new WatchedPull(
        new GitHubRepository(Json.text(document, "owner"), Json.text(document, "name")),
        document.path("number").asInt(),
        Json.text(document, "solutionId"),
        Json.text(document, "incidentId"),
        Json.text(document, "nodeId"),
        Json.text(document, "fingerprint"),
        Json.constant(document, "state", WatchedPull.State.LOST),
        Json.instant(document, "due"),
        new WatchedPull.Seen(
            Json.text(seen, "etag"),
            Json.text(seen, "updated"),
            seen.path("comment").asLong(),
            seen.path("reviewComment").asLong(),
            seen.path("review").asLong(),
            Json.text(seen, "head"),
            Json.text(seen, "checked"),
            seen.path("turn").asInt()));
  }

  static String write(Reaction reaction) {
    ObjectNode document = Json.document(VERSION);
    document.put("id", reaction.id());
    document.put("pullId", reaction.pullId());
    document.put("state", reaction.state().name());
    document.put("created", reaction.created().toString());
    document.put("due", reaction.due().toString());
    document.put("tries", reaction.tries());
    switch (reaction.deed()) {
      case Reaction.Say say ->
          document
              .put("deed", "say")
              .put("text", say.text())
              .put("mark", say.mark())
              .put("thread", say.thread());
      case Reaction.Rewrite(String body) -> document.put("deed", "rewrite").put("body", body);
      case Reaction.Close() -> document.put("deed", "close");
      case Reaction.Revise revise ->
          document
              .put("deed", "revise")
              .put("reason", revise.reason().name())
              .put("thread", revise.thread())
              .put("runId", revise.runId())
              .set("remarks", Json.array(revise.remarks()));
    }
    return Json.write(document);
  }

  static Reaction readReaction(String text) {
    JsonNode document = Json.read(text, VERSION);
    return new Reaction(
        Json.text(document, "id"),
        Json.text(document, "pullId"),
        deed(document),
        Json.constant(document, "state", Reaction.State.GIVEN_UP),
        Json.instant(document, "created"),
        Json.instant(document, "due"),
        document.path("tries").asInt());
  }

  private static Reaction.Deed deed(JsonNode document) {
    String deed = Json.text(document, "deed");
    return switch (deed) {
      case "say" ->
          new Reaction.Say(
              Json.text(document, "text"),
              Json.text(document, "mark"),
              document.path("thread").asLong());
      case "rewrite" -> new Reaction.Rewrite(Json.text(document, "body"));
      case "close" -> new Reaction.Close();
      case "revise" ->
          new Reaction.Revise(
              Json.constant(document, "reason", Revision.Reason.RETRY),
              Json.texts(document, "remarks"),
              document.path("thread").asLong(),
              Json.text(document, "runId"));
      default ->
          throw new HephaestusException(
              "a stored reaction does \"" + deed + "\"; start the newer server");
    };
  }
}
