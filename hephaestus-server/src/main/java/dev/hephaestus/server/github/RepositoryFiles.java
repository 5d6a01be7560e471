package dev.hephaestus.server.github;

import dev.hephaestus.server.repository.RepositoryLocation;
import java.util.List;
import java.util.Optional;

/**
 * Shows files of repositories, without asking GitHub.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 *
 * <p><i>Errors:</i> a {@link dev.hephaestus.server.repository.RepositoryException} when the
 * repository cannot be read.
 */
public interface RepositoryFiles {

  /** The bytes of a file; empty where it is not. */
  Optional<byte[]> bytes(RepositoryLocation location, String commit, String path);

  /** The newest commit of a location's branch, as far as that is known here. */
  Optional<String> head(RepositoryLocation location);

  /** Who owns a file by the repository's CODEOWNERS, as written there; empty for nobody. */
  List<String> owners(RepositoryLocation location, String commit, String path);
}
