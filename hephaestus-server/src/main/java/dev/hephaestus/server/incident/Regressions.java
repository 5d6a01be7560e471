package dev.hephaestus.server.incident;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Says whether a release has a fix: by the repository's history where it tells, else by the order
 * of the versions, else by which came first.
 */
final class Regressions {
  private final BuildOrder builds;

  Regressions(BuildOrder builds) {
    this.builds = Objects.requireNonNull(builds, "builds");
  }

  /** Whether the release that the incident was seen in again has its fix. */
  boolean isOne(Booking.Return seen) {
    Release release = seen.release();
    Fix fix = seen.fix();
    if (!release.commit().isEmpty() && !fix.commit().isEmpty()) {
      Optional<Boolean> contains =
          release.commit().equals(fix.commit())
              ? Optional.of(true)
              : builds.contains(seen.incident().nodeId(), release.commit(), fix.commit());
      if (contains.isPresent()) {
        return contains.get();
      }
    }
    OptionalInt order = VersionOrder.compare(release.version(), fix.version());
    if (order.isPresent()) {
      return order.getAsInt() >= 0;
    }
    // Of a build that says nothing of itself nobody knows when it was first there.
    return !release.isUnknown() && seen.since().isAfter(fix.at());
  }
}
