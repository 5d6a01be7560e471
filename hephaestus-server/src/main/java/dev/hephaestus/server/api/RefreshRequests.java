package dev.hephaestus.server.api;

/**
 * Has repositories fetched.
 *
 * <p><i>Threads:</i> called by many at once; returns at once, the fetching comes later.
 */
@FunctionalInterface
public interface RefreshRequests {

  /** Whether the repository is in use, and so is fetched soon. */
  boolean request(String url);

  /** Knows no repository. */
  static RefreshRequests none() {
    return url -> false;
  }
}
