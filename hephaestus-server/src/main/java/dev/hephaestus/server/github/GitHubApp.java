package dev.hephaestus.server.github;

import java.time.Clock;
import java.time.Duration;

/**
 * A GitHub App on a host, as those use it who need tokens: what delivers may write, what fetches
 * may not.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
public final class GitHubApp {
  private final AppInstallations installations;
  private final Clock clock;

  /**
   * Creates one.
   *
   * @param callTimeout how long one call may take
   */
  public GitHubApp(GitHubHost host, AppIdentity identity, Duration callTimeout, Clock clock) {
    this.installations =
        new AppInstallations(new GitHubHttp(host, callTimeout, clock), identity, clock);
    this.clock = clock;
  }

  /** Tokens for branches and pull requests. */
  public GitHubTokens delivering() {
    return new InstallationTokens(installations, AppPermissions.DELIVERING, clock);
  }

  /** Tokens for fetching. */
  public GitHubTokens reading() {
    return new InstallationTokens(installations, AppPermissions.READING, clock);
  }
}
