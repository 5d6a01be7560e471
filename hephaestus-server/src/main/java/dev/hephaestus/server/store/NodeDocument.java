package dev.hephaestus.server.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hephaestus.server.node.Node;
import dev.hephaestus.server.node.NodeSettings;
import dev.hephaestus.server.node.NodeState;
import dev.hephaestus.server.node.Setting;
import dev.hephaestus.server.node.Threshold;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.security.Scope;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** A node as it is kept. */
final class NodeDocument {
  static final int VERSION = 1;

  private NodeDocument() {}

  static String write(Node node, HiddenLogins logins) {
    ObjectNode document = Json.document(VERSION);
    document.put("id", node.id());
    document.put("service", node.service());
    document.set("repository", location(logins.hidden(node.repository())));
    document.set("settings", settings(node.settings()));
    document.put("state", node.state().name());
    document.put("reason", node.reason());
    document.put("created", node.created().toString());
    document.put("lastSeen", node.lastSeen().toString());
    document.set(
        "overridden", Json.array(node.overridden().stream().map(Setting::name).sorted().toList()));
    document.put("tenant", node.tenant());
    return Json.write(document);
  }

  static Node read(String text, HiddenLogins logins) {
    JsonNode document = Json.read(text, VERSION);
    return new Node(
        Json.text(document, "id"),
        Json.text(document, "service"),
        logins.shown(location(document.path("repository"))),
        settings(document.path("settings")),
        Json.constant(document, "state", NodeState.INITIALIZING),
        Json.text(document, "reason"),
        Json.instant(document, "created"),
        Json.instant(document, "lastSeen"),
        overridden(document),
        Json.optionalText(document, "tenant").orElse(Scope.DEFAULT_TENANT));
  }

  /** A setting that only a newer server knows is nothing that this one could override. */
  private static Set<Setting> overridden(JsonNode document) {
    return Json.texts(document, "overridden").stream()
        .flatMap(name -> Arrays.stream(Setting.values()).filter(one -> one.name().equals(name)))
        .collect(Collectors.toUnmodifiableSet());
  }

  static ObjectNode location(RepositoryLocation location) {
    ObjectNode object = Json.object().put("location", location.location());
    location.branch().ifPresent(branch -> object.put("branch", branch));
    location.directory().ifPresent(directory -> object.put("directory", directory));
    return object;
  }

  static RepositoryLocation location(JsonNode object) {
    return new RepositoryLocation(
        Json.text(object, "location"),
        Json.optionalText(object, "branch"),
        Json.optionalText(object, "directory"));
  }

  private static ObjectNode settings(NodeSettings settings) {
    Threshold threshold = settings.threshold();
    ObjectNode object = Json.object();
    object.put("mode", settings.mode().name());
    object.put("level", threshold.level().name());
    object.put("count", threshold.count());
    object.put("window", threshold.window().toString());
    object.put("contextRecords", settings.contextRecords());
    object.put("shipAll", settings.shipAll());
    object.set("packages", Json.array(settings.packages()));
    return object;
  }

  private static NodeSettings settings(JsonNode object) {
    NodeSettings otherwise = NodeSettings.DEFAULT;
    Threshold threshold = otherwise.threshold();
    return new NodeSettings(
        Json.constant(object, "mode", otherwise.mode()),
        new Threshold(
            Json.constant(object, "level", threshold.level()),
            object.path("count").asInt(threshold.count()),
            Json.optionalText(object, "window").map(Duration::parse).orElse(threshold.window())),
        object.path("contextRecords").asInt(otherwise.contextRecords()),
        object.path("shipAll").asBoolean(otherwise.shipAll()),
        Json.texts(object, "packages"));
  }
}
