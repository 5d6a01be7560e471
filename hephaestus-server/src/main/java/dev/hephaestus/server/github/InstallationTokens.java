package dev.hephaestus.server.github;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of a GitHub App: each for one repository, with the permissions of its purpose, minted when
 * it is needed and again before it expires.
 *
 * <p><i>Threads:</i> safe for use by many at once; a token that is being minted is waited for by
 * those who want the same one only.
 */
final class InstallationTokens implements GitHubTokens {
  /** A call under way must not lose its token, and clocks differ. */
  private static final Duration BEFORE_IT_EXPIRES = Duration.ofMinutes(5);

  private final AppInstallations installations;
  private final AppPermissions permissions;
  private final Clock clock;
  private final Map<GitHubRepository, Slot> slots = new ConcurrentHashMap<>();

  InstallationTokens(AppInstallations installations, AppPermissions permissions, Clock clock) {
    this.installations = installations;
    this.permissions = permissions;
    this.clock = clock;
  }

  @Override
  public Optional<String> token(GitHubRepository repository)
      throws TryAgainException, RefusedException {
    Slot slot = slots.computeIfAbsent(repository, any -> new Slot());
    synchronized (slot) {
      AppToken kept = slot.kept;
      if (kept == null || !clock.instant().plus(BEFORE_IT_EXPIRES).isBefore(kept.expires())) {
        slot.kept = null;
        kept = installations.mint(repository, permissions);
        slot.kept = kept;
      }
      return Optional.of(kept.token());
    }
  }

  /** Wherever it is installed; where it is not, GitHub says so. */
  @Override
  public boolean covers(GitHubRepository repository) {
    return true;
  }

  @Override
  public boolean isOfAnApp(GitHubRepository repository) {
    return true;
  }

  @Override
  public GitHubTokens forJob() {
    return new InstallationTokens(installations, permissions, clock);
  }

  @Override
  public boolean renew(GitHubRepository repository, String token) {
    Slot slot = slots.get(repository);
    if (slot == null) {
      return false;
    }
    synchronized (slot) {
      AppToken kept = slot.kept;
      if (kept != null && kept.token().equals(token)) {
        slot.kept = null;
        installations.forget(repository);
      }
      return true;
    }
  }

  /** The token of one repository. */
  private static final class Slot {
    private @Nullable AppToken kept;
  }
}
