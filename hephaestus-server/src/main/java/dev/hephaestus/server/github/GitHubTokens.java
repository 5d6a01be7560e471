package dev.hephaestus.server.github;

import java.util.Optional;
import java.util.function.Function;

/**
 * Gives the token for a repository.
 *
 * <p><i>Threads:</i> safe for use by many at once; asked before every call, so that a short-lived
 * token may be renewed.
 */
@FunctionalInterface
public interface GitHubTokens {

  /**
   * The token that may write to this repository and to no more than it must; empty for none.
   *
   * @throws TryAgainException when GitHub cannot give it now
   * @throws RefusedException when GitHub does not give it
   */
  Optional<String> token(GitHubRepository repository) throws TryAgainException, RefusedException;

  /** Tokens that people made. */
  static GitHubTokens of(Function<GitHubRepository, Optional<String>> tokens) {
    return tokens::apply;
  }

  /** Whether there should be one, as far as that is known without asking GitHub. */
  default boolean covers(GitHubRepository repository) {
    try {
      return token(repository).isPresent();
    } catch (TryAgainException | RefusedException e) {
      return true;
    }
  }

  /** Whether a GitHub App acts with it, and not a person: GitHub then signs its commits. */
  default boolean isOfAnApp(GitHubRepository repository) {
    return false;
  }

  /** Those of one job: what is minted for it is known to nobody else and forgotten with it. */
  default GitHubTokens forJob() {
    return this;
  }

  /**
   * Told that GitHub does not know a token any more.
   *
   * @return whether another may be had
   */
  default boolean renew(GitHubRepository repository, String token) {
    return false;
  }
}
