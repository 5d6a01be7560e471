package dev.hephaestus.server.api;

import dev.hephaestus.server.node.Node;
import dev.hephaestus.server.node.NodeSettings;
import dev.hephaestus.server.node.NodeStore;
import dev.hephaestus.server.node.Setting;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Nodes, as far as they can be seen and changed over HTTP.
 *
 * @param store where they are
 * @param change changes their settings, and tells their clients
 */
public record NodeAccess(NodeStore store, Change change) {

  public NodeAccess {
    Objects.requireNonNull(store, "store");
    Objects.requireNonNull(change, "change");
  }

  /** Changes settings of a node. */
  @FunctionalInterface
  public interface Change {

    /** Sets the named ones; returns the node after that, empty when there is none of this id. */
    Optional<Node> settings(String nodeId, NodeSettings values, Set<Setting> named);
  }
}
