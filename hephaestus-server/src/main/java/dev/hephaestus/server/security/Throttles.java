package dev.hephaestus.server.security;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
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
  private final SentBytes sent;
  private final Map<Principal, Throttle> inUse =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Principal, Throttle> eldest) {
          return size() > MOST;
        }
      };

  /** Those whose quotas begin anew with the process. */
  public Throttles(Clock clock) {
    this(clock, SentBytes.forgotten());
  }

  /**
   * @param sent what was sent before, and where {@link #keep} writes what is sent
   */
  public Throttles(Clock clock, SentBytes sent) {
    this.clock = Objects.requireNonNull(clock, "clock");
    this.sent = Objects.requireNonNull(sent, "sent");
  }

  /** The throttle of a credential; all who bear it share it. */
  public synchronized Throttle of(Principal principal) {
    return inUse.computeIfAbsent(principal, this::resumed);
  }

  private Throttle resumed(Principal bearer) {
    long before =
        bearer.limits().bytesPerDay() == 0 ? 0 : sent.of(bearer.name(), Throttle.day(clock));
    return new Throttle(bearer.limits(), clock, before);
  }

  /**
   * Writes down what was sent since the last time; to be called every few seconds, and at the end.
   */
  public void keep() {
    LocalDate day = Throttle.day(clock);
    List<Taken> taken = take(day);
    if (taken.isEmpty()) {
      return;
    }
    Map<String, Long> byName = new HashMap<>();
    taken.forEach(each -> byName.merge(each.name, each.bytes, Long::sum));
    try {
      sent.add(day, byName);
    } catch (RuntimeException e) {
      taken.forEach(each -> each.throttle.giveBack(day, each.bytes));
      throw e;
    }
  }

  private record Taken(String name, Throttle throttle, long bytes) {}

  private synchronized List<Taken> take(LocalDate day) {
    List<Taken> taken = new ArrayList<>();
    inUse.forEach(
        (bearer, throttle) -> {
          long bytes = throttle.takeSent(day);
          if (bytes > 0) {
            taken.add(new Taken(bearer.name(), throttle, bytes));
          }
        });
    return taken;
  }
}
