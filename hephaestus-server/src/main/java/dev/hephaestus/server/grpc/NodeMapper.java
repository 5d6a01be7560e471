package dev.hephaestus.server.grpc;

import dev.hephaestus.proto.v1.InitializeRequest;
import dev.hephaestus.proto.v1.InitializeResponse;
import dev.hephaestus.proto.v1.Repository;
import dev.hephaestus.proto.v1.Settings;
import dev.hephaestus.server.ingest.Level;
import dev.hephaestus.server.node.Mode;
import dev.hephaestus.server.node.Node;
import dev.hephaestus.server.node.NodeSettings;
import dev.hephaestus.server.node.NodeState;
import dev.hephaestus.server.node.Registration;
import dev.hephaestus.server.node.Threshold;
import dev.hephaestus.server.repository.RepositoryLocation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Turns nodes and their settings of the wire, once found valid, into ours, and back. */
final class NodeMapper {
  private NodeMapper() {}

  static Registration registration(InitializeRequest request, String tenant) {
    return new Registration(
        request.getResource().getService(),
        repository(request.getRepository()),
        settings(request.getSettings()),
        tenant);
  }

  static RepositoryLocation repository(Repository repository) {
    return new RepositoryLocation(
        repository.getLocation().strip(),
        present(repository.getBranch()),
        present(withoutSlashAtEnd(repository.getDirectory())));
  }

  static InitializeResponse initialized(Node node) {
    return InitializeResponse.newBuilder()
        .setNodeId(node.id())
        .setSettings(settings(node.settings()))
        .setState(state(node.state()))
        .setReason(node.reason())
        .build();
  }

  static boolean isDeploy(Settings settings) {
    return settings.getMode() == dev.hephaestus.proto.v1.Mode.MODE_DEPLOY;
  }

  /** Where something is not said, the server's default. */
  static NodeSettings settings(Settings settings) {
    return new NodeSettings(
        isDeploy(settings) ? Mode.DEPLOY : Mode.SUGGEST,
        threshold(settings.getThreshold()),
        settings.hasContextRecords()
            ? settings.getContextRecords()
            : NodeSettings.DEFAULT.contextRecords(),
        settings.getShip() == Settings.Ship.SHIP_ALL,
        settings.getPackagesList());
  }

  private static Threshold threshold(dev.hephaestus.proto.v1.Threshold threshold) {
    return new Threshold(
        RecordMapper.level(threshold.getLevel()).orElse(Threshold.DEFAULT.level()),
        threshold.getCount() == 0 ? Threshold.DEFAULT.count() : threshold.getCount(),
        threshold.hasWindow()
            ? Duration.ofSeconds(
                threshold.getWindow().getSeconds(), threshold.getWindow().getNanos())
            : Threshold.DEFAULT.window());
  }

  static Settings settings(NodeSettings settings) {
    return Settings.newBuilder()
        .setMode(mode(settings.mode()))
        .setThreshold(threshold(settings.threshold()))
        .setContextRecords(settings.contextRecords())
        .setShip(settings.shipAll() ? Settings.Ship.SHIP_ALL : Settings.Ship.SHIP_TRIGGERS)
        .addAllPackages(settings.packages())
        .build();
  }

  private static dev.hephaestus.proto.v1.Threshold threshold(Threshold threshold) {
    return dev.hephaestus.proto.v1.Threshold.newBuilder()
        .setLevel(level(threshold.level()))
        .setCount(threshold.count())
        .setWindow(duration(threshold.window()))
        .build();
  }

  static dev.hephaestus.proto.v1.Node node(Node node, int sessions) {
    return dev.hephaestus.proto.v1.Node.newBuilder()
        .setId(node.id())
        .setService(node.service())
        .setRepository(
            Repository.newBuilder()
                .setLocation(node.repository().forPeople())
                .setBranch(node.repository().branch().orElse(""))
                .setDirectory(node.repository().directory().orElse("")))
        .setSettings(settings(node.settings()))
        .setState(state(node.state()))
        .setReason(node.reason())
        .setCreated(timestamp(node.created()))
        .setLastSeen(timestamp(node.lastSeen()))
        .setSessions(sessions)
        .build();
  }

  static dev.hephaestus.proto.v1.NodeState state(NodeState state) {
    return switch (state) {
      case INITIALIZING -> dev.hephaestus.proto.v1.NodeState.NODE_STATE_INITIALIZING;
      case ACTIVE -> dev.hephaestus.proto.v1.NodeState.NODE_STATE_ACTIVE;
      case PROCESSING -> dev.hephaestus.proto.v1.NodeState.NODE_STATE_PROCESSING;
      case INACTIVE -> dev.hephaestus.proto.v1.NodeState.NODE_STATE_INACTIVE;
      case ERROR -> dev.hephaestus.proto.v1.NodeState.NODE_STATE_ERROR;
    };
  }

  private static dev.hephaestus.proto.v1.Mode mode(Mode mode) {
    return switch (mode) {
      case SUGGEST -> dev.hephaestus.proto.v1.Mode.MODE_SUGGEST;
      case DEPLOY -> dev.hephaestus.proto.v1.Mode.MODE_DEPLOY;
    };
  }

  private static dev.hephaestus.proto.v1.Level level(Level level) {
    return switch (level) {
      case TRACE -> dev.hephaestus.proto.v1.Level.LEVEL_TRACE;
      case DEBUG -> dev.hephaestus.proto.v1.Level.LEVEL_DEBUG;
      case INFO -> dev.hephaestus.proto.v1.Level.LEVEL_INFO;
      case WARN -> dev.hephaestus.proto.v1.Level.LEVEL_WARN;
      case ERROR -> dev.hephaestus.proto.v1.Level.LEVEL_ERROR;
      case FATAL -> dev.hephaestus.proto.v1.Level.LEVEL_FATAL;
    };
  }

  static com.google.protobuf.Duration duration(Duration duration) {
    return com.google.protobuf.Duration.newBuilder()
        .setSeconds(duration.getSeconds())
        .setNanos(duration.getNano())
        .build();
  }

  private static com.google.protobuf.Timestamp timestamp(Instant instant) {
    return com.google.protobuf.Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  private static Optional<String> present(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private static String withoutSlashAtEnd(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
