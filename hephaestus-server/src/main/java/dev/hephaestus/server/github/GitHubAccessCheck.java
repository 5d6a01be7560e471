package dev.hephaestus.server.github;

import dev.hephaestus.server.repository.RepositoryLocation;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds out, before anything is to be delivered, whether it could be: the credential is taken, the
 * repository is there and open, and what it takes is permitted.
 *
 * <p>What a token of a person may do, GitHub tells in part only: that it may push to the
 * repository, not that it may open pull requests there. Of an App it tells all.
 *
 * <p><i>Threads:</i> safe for use by many at once; one or two calls of GitHub each.
 */
public final class GitHubAccessCheck {
  private final GitHubHost host;
  private final GitHubTokens tokens;
  private final GitHubHttp http;

  /**
   * Creates one for a host.
   *
   * @param tokens those that deliver
   * @param callTimeout how long one call may take
   */
  public GitHubAccessCheck(
      GitHubHost host, GitHubTokens tokens, Duration callTimeout, Clock clock) {
    this.host = host;
    this.tokens = tokens;
    this.http = new GitHubHttp(host, callTimeout, clock);
  }

  /** What stands in the way of pull requests there; empty when nothing is known to. */
  public List<String> faults(RepositoryLocation location) {
    Optional<GitHubRepository> repository = host.repository(location);
    if (repository.isEmpty()) {
      return List.of();
    }
    String name = repository.get().fullName();
    if (!tokens.covers(repository.get())) {
      return List.of("there is no token or GitHub App for " + name + " on " + host.host());
    }
    GitHubWire wire = new GitHubWire(http, repository.get(), tokens);
    try {
      return faults(repository.get(), RepositoryFacts.of(repository.get(), wire.get("")));
    } catch (TryAgainException e) {
      return List.of(e.sentence());
    } catch (RefusedException e) {
      return List.of(e.sentence());
    }
  }

  private List<String> faults(GitHubRepository repository, RepositoryFacts found) {
    List<String> faults = new ArrayList<>();
    if (found.archived()) {
      faults.add(repository.fullName() + " is archived; nothing can be pushed to it");
    }
    if (!tokens.isOfAnApp(repository) && found.mayPush().filter(may -> !may).isPresent()) {
      faults.add(
          "the token may not push to "
              + repository.fullName()
              + "; it needs the permissions \"Contents: write\" and \"Pull requests: write\"");
    }
    return List.copyOf(faults);
  }
}
