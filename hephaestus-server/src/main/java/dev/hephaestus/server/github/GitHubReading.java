package dev.hephaestus.server.github;

import dev.hephaestus.server.repository.RepositoryAccess;
import dev.hephaestus.server.repository.RepositoryException;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.repository.RepositoryLogin;
import java.util.Locale;
import java.util.Optional;

/** Lets fetches into the repositories of one GitHub, over HTTPS, by its tokens. */
public final class GitHubReading implements RepositoryAccess {
  private final GitHubHost host;
  private final GitHubTokens tokens;

  public GitHubReading(GitHubHost host, GitHubTokens tokens) {
    this.host = host;
    this.tokens = tokens;
  }

  @Override
  public Optional<RepositoryLogin> login(String url) {
    if (!url.toLowerCase(Locale.ROOT).startsWith(host.scheme() + "://")) {
      return Optional.empty();
    }
    Optional<GitHubRepository> repository =
        host.repository(RepositoryLocation.of(url)).filter(tokens::covers);
    if (repository.isEmpty()) {
      return Optional.empty();
    }
    try {
      return tokens.token(repository.get()).map(RepositoryLogin.Password::ofToken);
    } catch (TryAgainException e) {
      throw new RepositoryException(e.sentence());
    } catch (RefusedException e) {
      throw new RepositoryException(e.sentence());
    }
  }
}
