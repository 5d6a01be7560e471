package dev.hephaestus.server.security;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The throttle of each credential that is in use.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
public final class Throttles {
  private static final int MOST = 10_000;

  private final Clock clock;
  private final Map<Principal, Throttle> inUse =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Principal, Throttle> eldest) {
          return size() > MOST;
        }
      };

  public Throttles(Clock clock) {
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /** The throttle of a credential; all who bear it share it. */
  public synchronized Throttle of(Principal principal) {
    return inUse.computeIfAbsent(principal, bearer -> new Throttle(bearer.limits(), clock));
  }
}
