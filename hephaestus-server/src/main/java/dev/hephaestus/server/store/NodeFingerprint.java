package dev.hephaestus.server.store;

import dev.hephaestus.server.incident.Alike;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * What sightings are booked by.
 *
 * @param nodeId the node
 * @param hex the fingerprint's digits
 */
record NodeFingerprint(String nodeId, String hex) {
  /** So many are asked for with one statement. */
  private static final int AT_ONCE = 250;

  static NodeFingerprint of(Alike alike) {
    return new NodeFingerprint(alike.nodeId(), alike.fingerprint().hex());
  }

  /** Calls back with each node and as many of its fingerprints as one statement takes. */
  static void inPieces(List<Alike> groups, BiConsumer<String, List<String>> each) {
    Map<String, List<String>> byNode = new LinkedHashMap<>();
    for (Alike alike : groups) {
      byNode
          .computeIfAbsent(alike.nodeId(), node -> new ArrayList<>())
          .add(alike.fingerprint().hex());
    }
    byNode.forEach(
        (node, all) -> {
          for (int from = 0; from < all.size(); from += AT_ONCE) {
            each.accept(node, all.subList(from, Math.min(all.size(), from + AT_ONCE)));
          }
        });
  }
}
