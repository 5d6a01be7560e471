package dev.hephaestus.server.incident;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lets so many new incidents of a node through at once, and then one now and then: a flood of
 * errors that are all different must not become a flood of repairs.
 *
 * <p><i>Threads:</i> one at a time.
 *
 * <p><i>Source:</i> the token bucket of RFC 2697.
 */
final class HandoverLimit {
  static final int AT_ONCE = 50;
  private static final Duration EACH = Duration.ofMinutes(1);
  private static final int MOST_NODES = 20_000;

  private final Clock clock;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MOST_NODES;
        }
      };

  private record Bucket(int tokens, Instant filled) {}

  HandoverLimit(Clock clock) {
    this.clock = clock;
  }

  /** Whether one more incident of the node may go on now. */
  boolean allows(String nodeId) {
    Instant now = clock.instant();
    Bucket bucket = buckets.getOrDefault(nodeId, new Bucket(AT_ONCE, now));
    long more = Math.max(0, Duration.between(bucket.filled, now).dividedBy(EACH));
    int tokens = (int) Math.min(AT_ONCE, bucket.tokens + more);
    Instant filled = bucket.filled.plus(EACH.multipliedBy(more));
    buckets.put(nodeId, new Bucket(Math.max(0, tokens - 1), filled));
    return tokens > 0;
  }
}
