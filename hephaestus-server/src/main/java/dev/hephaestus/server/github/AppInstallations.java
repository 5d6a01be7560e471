package dev.hephaestus.server.github;

import dev.hephaestus.server.github.GitHubSession.Permission;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHApp;
import org.kohsuke.github.GHAppInstallation;
import org.kohsuke.github.GHAppInstallationToken;
import org.kohsuke.github.GHPermissionType;
import org.kohsuke.github.GitHub;

/**
 * Where a GitHub App is installed, and the tokens that it mints there: one App may be installed in
 * any number of organizations.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 *
 * <p><i>Source:</i> GitHub's "Authenticating as a GitHub App installation".
 */
final class AppInstallations {
  private static final Duration REMEMBERED = Duration.ofMinutes(10);
  private static final int NOT_FOUND = 404;
  private static final int FORBIDDEN = 403;
  private static final int UNAUTHORIZED = 401;

  private final GitHubHost host;
  private final AppIdentity app;
  private final GitHub client;
  private final Clock clock;
  private final Map<GitHubRepository, Found> found = new ConcurrentHashMap<>();
  private volatile @Nullable GHApp known;

  AppInstallations(GitHubHost host, AppIdentity app, OkHttpClient http, Clock clock) {
    this.host = host;
    this.app = app;
    this.client = GitHubSession.client(host, http, clock, () -> "Bearer " + app.token(clock));
    this.clock = clock;
  }

  /** Mints a token for this repository alone, with no other permissions than these. */
  AppToken mint(GitHubRepository repository, AppPermissions permissions)
      throws TryAgainException, RefusedException {
    GHAppInstallation installation = installation(repository);
    Map<String, GHPermissionType> granted = installation.getPermissions();
    if (!permissions.missing(granted).isEmpty()) {
      found.remove(repository);
      throw new RefusedException(
          app
              + " lacks the permissions "
              + String.join(" and ", permissions.missing(granted))
              + " on "
              + repository.fullName()
              + "; grant them in the App's settings and accept them where it is installed",
          FORBIDDEN,
          "");
    }
    try {
      GHAppInstallationToken token =
          session(repository)
              .call(
                  "mint a token of " + app + " for",
                  Permission.READ,
                  () ->
                      installation
                          .createToken()
                          .permissions(permissions.of(granted))
                          .repositories(List.of(repository.name()))
                          .create());
      return new AppToken(token.getToken(), expiry(token));
    } catch (RefusedException e) {
      found.remove(repository);
      throw inWords(e, repository);
    }
  }

  /** Forgets where the App is installed for it: it may be installed anew, or with other rights. */
  void forget(GitHubRepository repository) {
    found.remove(repository);
  }

  private GHAppInstallation installation(GitHubRepository repository)
      throws TryAgainException, RefusedException {
    Found last = found.get(repository);
    if (last != null && clock.instant().isBefore(last.until())) {
      return last.installation();
    }
    try {
      GHAppInstallation installation =
          session(repository)
              .call(
                  "find where " + app + " is installed for",
                  Permission.READ,
                  () ->
                      itself().getInstallationByRepository(repository.owner(), repository.name()));
      found.put(repository, new Found(installation, clock.instant().plus(REMEMBERED)));
      return installation;
    } catch (RefusedException e) {
      found.remove(repository);
      throw inWords(e, repository);
    }
  }

  private GHApp itself() throws IOException {
    GHApp app = known;
    if (app == null) {
      app = client.getApp();
      known = app;
    }
    return app;
  }

  private RefusedException inWords(RefusedException no, GitHubRepository repository) {
    return switch (no.status()) {
      case NOT_FOUND ->
          new RefusedException(
              app
                  + " is not installed on "
                  + repository.fullName()
                  + ", or there is no such repository; install it there",
              NOT_FOUND,
              "");
      case UNAUTHORIZED ->
          new RefusedException(
              host.host() + " does not take the key of " + app + "; check its id and its key",
              UNAUTHORIZED,
              "");
      default -> no;
    };
  }

  private GitHubSession session(GitHubRepository repository) {
    return new GitHubSession(host, repository, client);
  }

  private Instant expiry(GHAppInstallationToken token) {
    try {
      return token.getExpiresAt().toInstant();
    } catch (IOException | RuntimeException e) {
      // Without a time it is good for what is done right now.
      return clock.instant();
    }
  }

  private record Found(GHAppInstallation installation, Instant until) {}
}
