package dev.hephaestus.server.app;

import dev.hephaestus.server.ingest.Level;
import dev.hephaestus.server.node.Mode;
import dev.hephaestus.server.node.NodeSettings;
import dev.hephaestus.server.node.Threshold;
import dev.hephaestus.server.otlp.NodeRule;
import dev.hephaestus.server.repository.RepositoryLocation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads {@code otlp}: whose logs come by OpenTelemetry, and where their source is. */
final class OtlpSettings {
  private static final int MOST_NODES = 1_000;

  private OtlpSettings() {}

  static Configuration.Otlp read(Section section) {
    List<NodeRule> rules = new ArrayList<>();
    for (Section item : section.items("nodes")) {
      rule(item).ifPresent(rules::add);
      item.refuseUnknown();
    }
    Configuration.Otlp otlp =
        new Configuration.Otlp(
            section.flag("enabled", true),
            rules,
            section.integer("maxNodes", MOST_NODES, 1, 1_000_000));
    section.refuseUnknown();
    return otlp;
  }

  private static Optional<NodeRule> rule(Section item) {
    Optional<String> repository = item.text("repository");
    if (repository.isEmpty()) {
      item.fault("repository", "is missing: say where the source of these services is");
    }
    String service = item.text("service").orElse("*");
    String namespace = item.text("namespace").orElse("*");
    Optional<String> tenant = item.text("tenant");
    Optional<String> node = item.text("node");
    Optional<String> branch = item.text("branch");
    Optional<String> directory = item.text("directory");
    NodeSettings settings = settings(item);
    return repository.map(
        location ->
            new NodeRule(
                service,
                namespace,
                tenant,
                node,
                new RepositoryLocation(location.strip(), branch, directory),
                settings));
  }

  private static NodeSettings settings(Section item) {
    NodeSettings usual = NodeSettings.DEFAULT;
    Threshold threshold = usual.threshold();
    return new NodeSettings(
        mode(item),
        new Threshold(
            level(item, threshold.level()),
            item.integer("count", threshold.count(), 1, 100_000),
            window(item, threshold)),
        item.integer("contextRecords", usual.contextRecords(), 0, 10_000),
        true,
        item.texts("packages"));
  }

  private static Mode mode(Section item) {
    String name = item.text("mode").orElse("suggest").toLowerCase(Locale.ROOT);
    if (!name.equals("suggest") && !name.equals("deploy")) {
      item.fault("mode", "is \"" + name + "\", not suggest or deploy");
    }
    return name.equals("deploy") ? Mode.DEPLOY : Mode.SUGGEST;
  }

  private static Level level(Section item, Level byDefault) {
    Optional<String> name = item.text("level");
    Optional<Level> level = name.flatMap(Level::parse);
    if (name.isPresent() && level.isEmpty()) {
      item.fault("level", "is \"" + name.get() + "\", not a level such as WARN or ERROR");
    }
    return level.orElse(byDefault);
  }

  private static Duration window(Section item, Threshold threshold) {
    Duration window = item.duration("window", threshold.window());
    if (window.compareTo(Duration.ofHours(24)) > 0) {
      item.fault("window", "is more than 24 hours");
      return threshold.window();
    }
    return window;
  }
}
