package dev.hephaestus.server.api;

import dev.hephaestus.server.security.Scope;

/**
 * Has repositories fetched.
 *
 * <p><i>Threads:</i> called by many at once; returns at once, the fetching comes later.
 */
@FunctionalInterface
public interface RefreshRequests {

  /** Whether the repository is in use, and so is fetched soon. */
  boolean request(String url);

  /** The same, where it is to be in use by a node within the scope. */
  default boolean request(Scope scope, String url) {
    return request(url);
  }

  /** Knows no repository. */
  static RefreshRequests none() {
    return url -> false;
  }
}
