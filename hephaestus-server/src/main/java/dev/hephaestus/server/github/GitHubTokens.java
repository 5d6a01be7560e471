package dev.hephaestus.server.github;

import java.util.Optional;

/**
 * Gives the token for a repository.
 *
 * <p><i>Threads:</i> safe for use by many at once; asked for every request, so that a short-lived
 * token may be renewed.
 */
@FunctionalInterface
public interface GitHubTokens {

  /** The token that may write to this repository and to no more than it must; empty for none. */
  Optional<String> token(GitHubRepository repository);
}
