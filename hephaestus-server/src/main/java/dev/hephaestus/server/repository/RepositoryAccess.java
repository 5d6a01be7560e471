package dev.hephaestus.server.repository;

import java.util.Optional;

/**
 * Knows the logins of remote repositories.
 *
 * <p><i>Threads:</i> safe for use by many at once; asked anew for each fetch, so that short-lived
 * tokens work.
 *
 * <p><i>Errors:</i> {@link RepositoryException} when there should be a login and it cannot be read.
 */
@FunctionalInterface
public interface RepositoryAccess {

  /**
   * The login for a remote; empty for remotes that need none.
   *
   * @param url the remote's URL, without any login in it
   */
  Optional<RepositoryLogin> login(String url);

  /** Knows none. */
  static RepositoryAccess none() {
    return url -> Optional.empty();
  }

  /** Asks the other where this one knows none. */
  default RepositoryAccess or(RepositoryAccess other) {
    return url -> login(url).or(() -> other.login(url));
  }
}
