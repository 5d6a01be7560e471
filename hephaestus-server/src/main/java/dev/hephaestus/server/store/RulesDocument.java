package dev.hephaestus.server.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hephaestus.server.incident.Rules;
import dev.hephaestus.server.node.Threshold;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A node's rules, as they are kept. */
final class RulesDocument {
  private static final int VERSION = 1;

  private RulesDocument() {}

  static String write(Rules rules) {
    ObjectNode document = Json.document(VERSION);
    var thresholds = document.putArray("thresholds");
    for (Rules.LoggerThreshold each : rules.thresholds()) {
      thresholds
          .addObject()
          .put("prefix", each.prefix())
          .put("level", each.threshold().level().name())
          .put("count", each.threshold().count())
          .put("window", each.threshold().window().toString());
    }
    var ignored = document.putArray("ignored");
    for (Rules.Ignored each : rules.ignored()) {
      ObjectNode object = ignored.addObject().put("by", each.by().name()).put("what", each.what());
      each.until().ifPresent(until -> object.put("until", until.toString()));
    }
    return Json.write(document);
  }

  static Rules read(String text) {
    JsonNode document = Json.read(text, VERSION);
    List<Rules.LoggerThreshold> thresholds = new ArrayList<>();
    for (JsonNode each : document.path("thresholds")) {
      thresholds.add(
          new Rules.LoggerThreshold(
              Json.text(each, "prefix"),
              new Threshold(
                  Json.constant(each, "level", Threshold.DEFAULT.level()),
                  each.path("count").asInt(),
                  Duration.parse(Json.text(each, "window")))));
    }
    List<Rules.Ignored> ignored = new ArrayList<>();
    for (JsonNode each : document.path("ignored")) {
      ignored.add(
          new Rules.Ignored(
              Json.constant(each, "by", Rules.By.LOGGER),
              Json.text(each, "what"),
              Json.optionalText(each, "until").map(Instant::parse)));
    }
    return new Rules(thresholds, ignored);
  }
}
