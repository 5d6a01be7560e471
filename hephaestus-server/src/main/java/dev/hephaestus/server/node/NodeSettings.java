package dev.hephaestus.server.node;

import java.util.List;
import java.util.Objects;

/**
 * What can be set for a node.
 *
 * @param mode what happens with a validated fix
 * @param threshold when records become an incident
 * @param contextRecords how many records below the threshold precede a trigger, 0 to 10,000
 * @param shipAll whether clients ship every record or only triggers with their context
 * @param packages package prefixes of the application's own code; empty: what the repository
 *     declares
 */
public record NodeSettings(
    Mode mode, Threshold threshold, int contextRecords, boolean shipAll, List<String> packages) {

  /** What holds where nothing was said. */
  public static final NodeSettings DEFAULT =
      new NodeSettings(Mode.SUGGEST, Threshold.DEFAULT, 100, false, List.of());

  public NodeSettings {
    Objects.requireNonNull(mode, "mode");
    Objects.requireNonNull(threshold, "threshold");
    packages = List.copyOf(packages);
    if (contextRecords < 0 || contextRecords > 10_000) {
      throw new IllegalArgumentException(
          "contextRecords is not within 0..10000: " + contextRecords);
    }
  }
}
