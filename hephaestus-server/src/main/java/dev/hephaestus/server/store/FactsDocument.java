package dev.hephaestus.server.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hephaestus.server.incident.Counts;
import dev.hephaestus.server.incident.Facts;
import dev.hephaestus.server.incident.Release;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is known of an incident from its sightings, as it is kept. */
final class FactsDocument {
  private static final int VERSION = 1;

  private FactsDocument() {}

  static String write(Facts facts) {
    ObjectNode document = Json.document(VERSION);
    document.set("m", buckets(facts.counts().minutes()));
    document.set("h", buckets(facts.counts().hours()));
    document.set("d", buckets(facts.counts().days()));
    ArrayNode releases = document.putArray("releases");
    for (Facts.Seen seen : facts.releases()) {
      releases
          .addObject()
          .put("v", seen.release().version())
          .put("c", seen.release().commit())
          .put("first", seen.first().toString())
          .put("last", seen.last().toString())
          .put("n", seen.count())
          .put("j", seen.judged());
    }
    document.put("otherReleases", facts.otherReleases());
    ObjectNode hosts = document.putObject("hosts");
    facts.hosts().forEach(hosts::put);
    document.put("otherHosts", facts.otherHosts());
    document.put("worst", facts.worst());
    return Json.write(document);
  }

  /** Empty where nothing was kept yet. */
  static Facts read(String text) {
    if (text.isEmpty()) {
      return Facts.NONE;
    }
    JsonNode document = Json.read(text, VERSION);
    List<Facts.Seen> releases = new ArrayList<>();
    for (JsonNode seen : document.path("releases")) {
      releases.add(
          new Facts.Seen(
              new Release(Json.text(seen, "v"), Json.text(seen, "c")),
              Json.instant(seen, "first"),
              Json.instant(seen, "last"),
              seen.path("n").asLong(),
              seen.path("j").asBoolean()));
    }
    Map<String, Long> hosts = new LinkedHashMap<>();
    document.path("hosts").properties().forEach(e -> hosts.put(e.getKey(), e.getValue().asLong()));
    return new Facts(
        new Counts(
            buckets(document.path("m")), buckets(document.path("h")), buckets(document.path("d"))),
        releases,
        document.path("otherReleases").asLong(),
        hosts,
        document.path("otherHosts").asLong(),
        document.path("worst").asInt(-1));
  }

  private static ObjectNode buckets(SortedMap<Long, Long> buckets) {
    ObjectNode object = Json.object();
    buckets.forEach((key, count) -> object.put(Long.toString(key), count));
    return object;
  }

  private static SortedMap<Long, Long> buckets(JsonNode object) {
    SortedMap<Long, Long> buckets = new TreeMap<>();
    object.properties().forEach(e -> buckets.put(Long.valueOf(e.getKey()), e.getValue().asLong()));
    return buckets;
  }
}
