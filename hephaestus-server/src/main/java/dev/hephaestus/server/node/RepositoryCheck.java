package dev.hephaestus.server.node;

import dev.hephaestus.server.repository.RepositoryLocation;

/**
 * Finds out whether a repository can be read at its branch.
 *
 * <p><i>Errors:</i> {@link dev.hephaestus.server.repository.RepositoryException} when it cannot;
 * its message becomes the node's reason.
 *
 * <p><i>Threads:</i> called by the node manager's executor, several at once; may take long.
 */
@FunctionalInterface
public interface RepositoryCheck {

  /** Returns when the repository can be read. */
  void check(RepositoryLocation location);
}
