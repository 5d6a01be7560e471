package dev.hephaestus.server.incident;

import java.util.Optional;

/** Knows which commits a build contains. */
@FunctionalInterface
public interface BuildOrder {
  /** One that knows of no repository. */
  BuildOrder UNKNOWN = (nodeId, build, commit) -> Optional.empty();

  /**
   * Whether the build, named by its commit, contains the other commit; empty when the node's
   * repository does not tell.
   */
  Optional<Boolean> contains(String nodeId, String build, String commit);
}
