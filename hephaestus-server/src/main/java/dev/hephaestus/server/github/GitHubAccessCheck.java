package dev.hephaestus.server.github;

import dev.hephaestus.server.github.GitHubSession.Permission;
import dev.hephaestus.server.repository.RepositoryLocation;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.OkHttpClient;
import org.kohsuke.github.GHRepository;

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
  private final OkHttpClient http;
  private final Clock clock;

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
    this.http = GitHubSession.http(callTimeout);
    this.clock = clock;
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
    GitHubSession session = new GitHubSession(host, repository.get(), tokens, http, clock);
    try {
      return faults(repository.get(), read(session, name));
    } catch (TryAgainException e) {
      return List.of(e.sentence());
    } catch (RefusedException e) {
      return List.of(e.sentence());
    }
  }

  /** Once more where the first token was not taken any more. */
  private static GHRepository read(GitHubSession session, String name)
      throws TryAgainException, RefusedException {
    try {
      return session.call("read", Permission.READ, () -> session.gitHub().getRepository(name));
    } catch (TryAgainException e) {
      if (e.asked().filter(Duration::isZero).isEmpty()) {
        throw e;
      }
      return session.call("read", Permission.READ, () -> session.gitHub().getRepository(name));
    }
  }

  private List<String> faults(GitHubRepository repository, GHRepository found) {
    List<String> faults = new ArrayList<>();
    if (found.isArchived()) {
      faults.add(repository.fullName() + " is archived; nothing can be pushed to it");
    }
    if (!tokens.isOfAnApp(repository) && found.hasPullAccess() && !found.hasPushAccess()) {
      faults.add(
          "the token may not push to "
              + repository.fullName()
              + "; it needs the permissions "
              + Permission.CONTENTS_WRITE.label()
              + " and "
              + Permission.PULL_REQUESTS_WRITE.label());
    }
    return List.copyOf(faults);
  }
}
