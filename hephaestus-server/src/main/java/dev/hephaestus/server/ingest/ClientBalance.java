package dev.hephaestus.server.ingest;

import java.util.EnumMap;
import java.util.Map;

/**
 * What became of every record that one process of a client logged, at one moment.
 *
 * @param appended all of them
 * @param acknowledged on the server's disk
 * @param lost dropped by the client, by reason
 * @param passedOver kept as context until newer ones came; none is missed
 * @param waiting in the client's memory
 * @param spooled in the client's spool
 * @param recovered of earlier processes and on the server's disk; in none of the others
 * @param scrubbed secrets taken out
 */
public record ClientBalance(
    long appended,
    long acknowledged,
    Map<Loss.Reason, Long> lost,
    long passedOver,
    long waiting,
    long spooled,
    long recovered,
    long scrubbed) {

  /** Of a process that logged nothing yet. */
  public static final ClientBalance NONE = new ClientBalance(0, 0, Map.of(), 0, 0, 0, 0, 0);

  public ClientBalance {
    Map<Loss.Reason, Long> sums = new EnumMap<>(Loss.Reason.class);
    sums.putAll(lost);
    lost = Map.copyOf(sums);
  }

  /**
   * Records of which nobody knows where they are. More than none for a moment is nothing: the parts
   * are counted while the application logs.
   */
  public long unaccounted() {
    return appended - acknowledged - allLost() - passedOver - waiting - spooled;
  }

  private long allLost() {
    return lost.values().stream().mapToLong(Long::longValue).sum();
  }
}
