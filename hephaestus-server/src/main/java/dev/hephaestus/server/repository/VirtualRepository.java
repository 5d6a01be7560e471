package dev.hephaestus.server.repository;

import java.util.Optional;
import java.util.Set;

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

  /** The repository at a revision that it may not have. */
  default Optional<Snapshot> find(RepositoryLocation location, String revision) {
    return Optional.of(snapshot(location, Optional.of(revision)));
  }

  /**
   * The commits around a head, seen through the files of these names ({@code Cart.java}), wherever
   * they are.
   */
  default Lineage lineage(RepositoryLocation location, Snapshot head, Set<String> fileNames) {
    return Lineage.none();
  }
}
