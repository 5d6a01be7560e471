package dev.hephaestus.server.ingest;

import java.time.Instant;

/**
 * Records of which the oldest can be let go.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
public interface ExpiringRecords {

  /**
   * Lets go of a bounded part of the records that were stored before a time, or that are more than
   * so many bytes; never of one that the next stage has not read.
   *
   * @return whether it let go of any, so that there may be more
   */
  boolean expire(Instant storedBefore, long mostBytes);

  /**
   * Forgets a bounded part of the sessions that were not opened since a time and have no records.
   *
   * @return whether it forgot any
   */
  boolean forgetSessions(Instant openedBefore);
}
