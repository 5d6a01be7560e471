package dev.hephaestus.server.node;

import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.security.Scope;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the nodes.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
public interface NodeStore {

  /** Adds the node, or returns the one that its tenant's service, repository and branch have. */
  default Node addIfAbsent(Node node) {
    return addAllIfAbsent(List.of(node)).getFirst().node();
  }

  /** The same for many, in their order and in one transaction. */
  List<Registered> addAllIfAbsent(List<Node> nodes);

  /** The node of this id. */
  Optional<Node> find(String id);

  /** The tenant's node of this service, repository and branch. */
  Optional<Node> find(String tenant, String service, RepositoryLocation repository);

  /** Whose the node is or was: it outlives the node. */
  Optional<String> tenant(String nodeId);

  /** Whether a credential of that scope reaches the node, which may be gone since. */
  boolean isWithin(Scope scope, String nodeId);

  /** As {@link #list(String, int)}, of those that a credential of that scope reaches. */
  List<Node> list(Scope scope, String afterId, int limit);

  /** The tenant's nodes of this service, whatever their repository. */
  List<Node> ofService(String tenant, String service);

  /** Up to {@code limit} nodes whose id is after the given one; ids grow with time. */
  List<Node> list(String afterId, int limit);

  /** Removed nodes that a credential of that scope reaches, in the same order. */
  List<ArchivedNode> archived(Scope scope, String afterId, int limit);

  /** Replaces the node of this id; does nothing when it was removed meanwhile. */
  default void update(Node node) {
    updateAll(List.of(node));
  }

  /** The same for many, in one transaction. */
  void updateAll(List<Node> nodes);

  /** Removes the node and its sessions; returns whether there was one. */
  boolean remove(String id);
}
