package dev.hephaestus.server.otlp;

import dev.hephaestus.server.ingest.LogProcessor;
import dev.hephaestus.server.ingest.Resource;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The sessions of the resources that were heard lately; who is heard again after others took its
 * place gets a new one.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
final class OtlpSessions {
  private static final int KEPT = 10_000;

  private final LogProcessor processor;
  private final Clock clock;

  // Guarded by this object's lock.
  private final Map<Key, OtlpSession> sessions = new LinkedHashMap<>(16, 0.75f, true);
  private long lastEpoch;

  private record Key(String nodeId, Resource resource) {}

  OtlpSessions(LogProcessor processor, Clock clock) {
    this.processor = Objects.requireNonNull(processor, "processor");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  synchronized OtlpSession of(String nodeId, Resource resource) {
    OtlpSession session =
        sessions.computeIfAbsent(
            new Key(nodeId, resource),
            key -> new OtlpSession(processor, key.nodeId(), key.resource(), this::nextEpoch));
    if (sessions.size() > KEPT) {
      sessions.remove(sessions.keySet().iterator().next());
    }
    return session;
  }

  /** The time, so that it grows beyond this process; more than the time where that stands still. */
  private synchronized long nextEpoch() {
    lastEpoch = Math.max(clock.millis(), lastEpoch + 1);
    return lastEpoch;
  }
}
