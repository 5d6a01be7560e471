package dev.hephaestus.server.github;

/** Told of what becomes of repositories on GitHub. */
public interface RepositoryChanges {

  /** Something changed there, and what is kept of it is to be made fresh. */
  void changed(GitHubRepository repository);

  /**
   * We may not read it any more: work on it ends, and what is kept of it goes.
   *
   * @return whether anybody here uses it
   */
  boolean lost(GitHubRepository repository, String reason);
}
