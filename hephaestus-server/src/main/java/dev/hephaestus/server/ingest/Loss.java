package dev.hephaestus.server.ingest;

import java.util.Objects;
import java.util.Optional;

/**
 * Records that a client had to drop.
 *
 * @param level their level, empty where the client could not tell
 * @param count how many, at least 1
 * @param reason why
 */
public record Loss(Optional<Level> level, long count, Reason reason) {

  /** Why a client drops records. */
  public enum Reason {
    /** The queue between the application and the sender was full. */
    QUEUE_FULL,
    /** The window or the spool was full while the server was away. */
    SPOOL_FULL,
    /** The record could not be read or encoded. */
    UNREADABLE,
    /** The client did not say. */
    UNKNOWN
  }

  public Loss {
    Objects.requireNonNull(level, "level");
    Objects.requireNonNull(reason, "reason");
    if (count < 1) {
      throw new IllegalArgumentException("count is at least 1, not " + count);
    }
  }
}
