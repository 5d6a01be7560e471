package dev.hephaestus.server.repository;

import java.util.Objects;
import java.util.Optional;

/**
 * Where a service's source is.
 *
 * @param location a local path or any Git URL
 * @param branch the branch that fixes are based on; empty for the repository's default
 * @param directory the service's folder inside the repository; empty for the root
 */
public record RepositoryLocation(
    String location, Optional<String> branch, Optional<String> directory) {

  public RepositoryLocation {
    Objects.requireNonNull(branch, "branch");
    Objects.requireNonNull(directory, "directory");
    if (location.isBlank()) {
      throw new IllegalArgumentException("location is blank");
    }
  }

  /** The default branch of a repository, from its root. */
  public static RepositoryLocation of(String location) {
    return new RepositoryLocation(location, Optional.empty(), Optional.empty());
  }
}
