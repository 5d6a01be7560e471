package dev.hephaestus.server.node;

import dev.hephaestus.server.repository.RepositoryLocation;
import java.util.List;

/**
 * Finds out whether a repository can be read at its branch.
 *
 * <p><i>Errors:</i> {@link dev.hephaestus.server.repository.RepositoryException} when it cannot;
 * its message becomes the node's reason.
 *
 * <p><i>Threads:</i> called by the executors of {@link RepositoryChecks}, several at once; may take
 * long.
 */
@FunctionalInterface
public interface RepositoryCheck {

  /** Returns when the repository can be read. */
  void check(RepositoryLocation location);

  /** Returns when its host has answered that it is there and has the branch; nothing is fetched. */
  default void reach(RepositoryLocation location) {
    // Who cannot ask a host alone finds out by reading.
  }

  /** What stands in the way of delivering fixes there; a sentence each, none where nothing does. */
  default List<String> deliveryFaults(RepositoryLocation location) {
    return List.of();
  }
}
