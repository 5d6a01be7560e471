package dev.hephaestus.server.api;

import dev.hephaestus.server.node.Node;
import dev.hephaestus.server.node.NodeSettings;
import dev.hephaestus.server.repository.RepositoryLocation;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A node, as the API shows it. */
record NodeView(
    String id,
    String service,
    RepositoryView repository,
    SettingsView settings,
    String state,
    String reason,
    Instant created,
    Instant lastSeen) {

  /** Where its source is, without a login. */
  record RepositoryView(String location, @Nullable String branch, @Nullable String directory) {

    static RepositoryView of(RepositoryLocation repository) {
      return new RepositoryView(
          repository.forPeople(),
          repository.branch().orElse(null),
          repository.directory().orElse(null));
    }
  }

  /** What is set for it; the window in seconds. */
  record SettingsView(
      String mode,
      String thresholdLevel,
      int thresholdCount,
      long thresholdWindowSeconds,
      int contextRecords,
      boolean shipAll,
      List<String> packages) {}

  static NodeView of(Node node) {
    NodeSettings settings = node.settings();
    return new NodeView(
        node.id(),
        node.service(),
        RepositoryView.of(node.repository()),
        new SettingsView(
            settings.mode().name().toLowerCase(Locale.ROOT),
            settings.threshold().level().name(),
            settings.threshold().count(),
            settings.threshold().window().toSeconds(),
            settings.contextRecords(),
            settings.shipAll(),
            settings.packages()),
        node.state().name().toLowerCase(Locale.ROOT),
        node.reason(),
        node.created(),
        node.lastSeen());
  }
}
