package dev.hephaestus.server.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hephaestus.server.pipeline.Review;
import dev.hephaestus.server.repair.Example;
import dev.hephaestus.server.repair.Example.Judgement;
import java.util.Map;

/** A review, and the code that a solution rests on, as they are kept. */
final class ReviewDocument {
  private static final int VERSION = 1;

  private ReviewDocument() {}

  static String write(Review review) {
    Example example = review.example();
    ObjectNode document = Json.document(VERSION);
    document.put("solutionId", review.solutionId());
    document.put("repository", review.repository());
    document.put("exception", example.exception());
    document.put("origin", example.origin());
    document.put("judgement", example.judgement().name());
    document.set("files", Json.array(example.files()));
    document.put("cause", example.cause());
    document.put("diff", example.diff());
    document.put("reason", example.reason());
    document.put("at", review.at().toString());
    return Json.write(document);
  }

  static Review read(String text) {
    JsonNode document = Json.read(text, VERSION);
    return new Review(
        Json.text(document, "solutionId"),
        Json.text(document, "repository"),
        new Example(
            Json.text(document, "exception"),
            Json.text(document, "origin"),
            Json.constant(document, "judgement", Judgement.REJECTED),
            Json.texts(document, "files"),
            Json.text(document, "cause"),
            Json.text(document, "diff"),
            Json.text(document, "reason")),
        Json.instant(document, "at"));
  }

  static String writeBlobs(Map<String, String> blobs) {
    ObjectNode document = Json.document(VERSION);
    document.set("blobs", Json.map(blobs));
    return Json.write(document);
  }

  static Map<String, String> readBlobs(String text) {
    return Json.textMap(Json.read(text, VERSION), "blobs");
  }
}
