package dev.hephaestus.server.node;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When nodes were heard, as far as that is not written down yet: ten thousand clients that say
 * every half minute that they live must not be ten thousand commits.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
final class Traffic {
  private final Duration writtenEvery;
  private final Map<String, Instant> heard = new ConcurrentHashMap<>();
  private final Set<String> awake = ConcurrentHashMap.newKeySet();

  /**
   * @param writtenEvery how old what is written down may be
   */
  Traffic(Duration writtenEvery) {
    this.writtenEvery = writtenEvery;
  }

  /** A node was heard; returns whether it is known to be awake, so that nothing is to be done. */
  boolean heard(String id, Instant now) {
    heard.put(id, now);
    return awake.contains(id);
  }

  /** The node is not inactive, as the store has it. */
  void awake(String id) {
    awake.add(id);
  }

  /** The node became inactive: its next sign of life changes that at once. */
  void asleep(String id) {
    awake.remove(id);
  }

  void forget(String id) {
    heard.remove(id);
    awake.remove(id);
  }

  /** The node with the time when it was heard last. */
  Node current(Node stored) {
    Instant last = heard.get(stored.id());
    return last == null || !last.isAfter(stored.lastSeen()) ? stored : stored.seen(last);
  }

  /** Whether the time that is written down is so old that this one is to be written. */
  boolean isDue(Node stored, Node current) {
    return !current.lastSeen().isBefore(stored.lastSeen().plus(writtenEvery));
  }
}
