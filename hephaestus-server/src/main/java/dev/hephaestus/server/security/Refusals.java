package dev.hephaestus.server.security;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Counts who was not let in, and tells the audit log of it: the same once a minute, with how often
 * it came meanwhile, so that nobody fills the log by knocking.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
public final class Refusals {
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final int KINDS_KEPT = 256;

  private final AuditLog audit;
  private final Clock clock;
  private final Counter refused;
  private final Map<Kind, Told> told = new HashMap<>();

  public Refusals(AuditLog audit, MeterRegistry meters, Clock clock) {
    this.audit = Objects.requireNonNull(audit, "audit");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.refused =
        Counter.builder("hephaestus.security.refused")
            .description("Calls refused for their credential or what it does not open")
            .register(meters);
  }

  private record Kind(String who, String reason) {}

  private record Told(Instant when, long since) {}

  /** Somebody was refused. */
  void tell(String who, String reason) {
    refused.increment();
    long before = due(new Kind(who, reason));
    if (before >= 0) {
      audit.record(
          new AuditEvent(
              who.isEmpty() ? "unknown" : who,
              "",
              "authentication.refused",
              "",
              Map.of("reason", reason, "untold", Long.toString(before))));
    }
  }

  /** How many of the kind were not told; -1 while it is not time to tell. */
  private synchronized long due(Kind asked) {
    Instant now = clock.instant();
    // Whoever makes up ever new names gets one line a minute for all of them.
    Kind kind = told.containsKey(asked) || told.size() < KINDS_KEPT ? asked : new Kind("", "");
    Told last = told.get(kind);
    if (last != null && now.isBefore(last.when().plus(PAUSE))) {
      told.put(kind, new Told(last.when(), last.since() + 1));
      return -1;
    }
    if (last == null && told.size() >= KINDS_KEPT) {
      told.values().removeIf(old -> !now.isBefore(old.when().plus(PAUSE)));
    }
    told.put(kind, new Told(now, 0));
    return last == null ? 0 : last.since();
  }
}
