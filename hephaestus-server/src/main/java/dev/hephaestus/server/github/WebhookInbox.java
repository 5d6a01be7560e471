package dev.hephaestus.server.github;

import java.time.Instant;
import java.util.List;

/**
 * Keeps notices until they are worked off, whatever happens to the server meanwhile.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
public interface WebhookInbox {
  /** Notices that may wait; more are refused, and polling finds what they were about. */
  int MOST_WAITING = 10_000;

  /** What became of a notice that was handed in. */
  enum Taken {
    NEW,
    /** The same delivery was taken before. */
    KNOWN,
    FULL
  }

  /** Keeps a notice; it is on disk when this returns. */
  Taken put(Notice notice, Instant now);

  /** Up to {@code limit} notices whose time has come, the oldest first. */
  List<Waiting> due(Instant now, int limit);

  /** A notice is worked off. */
  void done(String delivery);

  /** A notice is to be worked on later, as one more try. */
  void later(String delivery, Instant due);

  /** Forgets notices that were worked off and came before that time. */
  void forget(Instant before);

  /**
   * A notice that waits.
   *
   * @param tries how often it was worked on in vain
   */
  record Waiting(Notice notice, int tries) {}
}
