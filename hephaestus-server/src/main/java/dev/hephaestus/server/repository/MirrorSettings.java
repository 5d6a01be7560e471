package dev.hephaestus.server.repository;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/**
 * How repositories that are elsewhere are fetched and kept.
 *
 * @param access knows the logins
 * @param depth how many commits the first fetch of a branch takes; 0 for all
 * @param timeout how long a remote may be silent
 * @param timeLimit how long one fetch may take
 * @param packBytes how much one fetch may send
 * @param cacheBytes how much disk all mirrors take; those not used for longest are removed
 * @param attempts how often a fetch is tried when the fault may pass
 * @param firstPause how long is waited before the second attempt; doubled before each further one
 * @param submodules whether submodules belong to a snapshot
 * @param submoduleHosts hosts that submodules may be on besides their parent's
 */
public record MirrorSettings(
    RepositoryAccess access,
    int depth,
    Duration timeout,
    Duration timeLimit,
    long packBytes,
    long cacheBytes,
    int attempts,
    Duration firstPause,
    boolean submodules,
    Set<String> submoduleHosts) {

  /** No logins, 500 commits, a minute, a quarter of an hour, 2 GB, 20 GB, three attempts. */
  public static final MirrorSettings DEFAULT =
      new MirrorSettings(
          RepositoryAccess.none(),
          500,
          Duration.ofMinutes(1),
          Duration.ofMinutes(15),
          2L << 30,
          20L << 30,
          3,
          Duration.ofMillis(500),
          true,
          Set.of());

  public MirrorSettings {
    Objects.requireNonNull(access, "access");
    if (depth < 0 || packBytes < 1 || cacheBytes < 1 || attempts < 1) {
      throw new IllegalArgumentException("limits of a mirror must be positive");
    }
    if (timeout.toMillis() < 1 || timeLimit.toMillis() < 1 || firstPause.isNegative()) {
      throw new IllegalArgumentException("times of a mirror must be positive");
    }
    submoduleHosts = Set.copyOf(submoduleHosts);
  }

  /** The same, with other logins. */
  public MirrorSettings with(RepositoryAccess other) {
    return new MirrorSettings(
        other,
        depth,
        timeout,
        timeLimit,
        packBytes,
        cacheBytes,
        attempts,
        firstPause,
        submodules,
        submoduleHosts);
  }
}
