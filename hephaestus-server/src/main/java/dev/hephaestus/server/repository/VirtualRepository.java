package dev.hephaestus.server.repository;

import java.util.Optional;

/**
 * Opens repositories at a commit.
 *
 * <p><i>Threads:</i> safe for use by many at once; snapshots are shared.
 *
 * <p><i>Errors:</i> {@link RepositoryException} when the repository cannot be reached or read, or
 * has no such revision; its message says which and what to do.
 */
public interface VirtualRepository {

  /**
   * The repository as it stands at a revision (anything that Git resolves: a hash, a tag, a
   * branch); without one, at the head of the location's branch.
   */
  Snapshot snapshot(RepositoryLocation location, Optional<String> revision);
}
