package dev.hephaestus.client;

import java.util.EnumMap;
import java.util.Map;

/** What a client has done so far. */
public final class ClientCounters {
  private final long accepted;
  private final Map<RecordLevel, Long> dropped;
  private final long acknowledged;
  private final long solutions;
  private final Map<String, Long> scrubbed;

  ClientCounters(
      long accepted,
      Map<RecordLevel, Long> dropped,
      long acknowledged,
      long solutions,
      Map<String, Long> scrubbed) {
    this.accepted = accepted;
    this.dropped = new EnumMap<>(dropped);
    this.acknowledged = acknowledged;
    this.solutions = solutions;
    this.scrubbed = Map.copyOf(scrubbed);
  }

  /** Records taken from the application. */
  public long accepted() {
    return accepted;
  }

  /** Records lost at the client, whatever the reason. */
  public long dropped() {
    return dropped.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Records of this level lost at the client, whatever the reason. */
  public long dropped(RecordLevel level) {
    return dropped.getOrDefault(level, 0L);
  }

  /** Records that the server has on disk. */
  public long acknowledged() {
    return acknowledged;
  }

  /** Solutions handed on. */
  public long solutions() {
    return solutions;
  }

  /** Secrets taken out before anything left, by the rule that found them. */
  public Map<String, Long> scrubbed() {
    return scrubbed;
  }

  @Override
  public String toString() {
    return accepted
        + " accepted, "
        + dropped()
        + " dropped, "
        + acknowledged
        + " acknowledged, "
        + solutions
        + " solutions, "
        + scrubbed.values().stream().mapToLong(Long::longValue).sum()
        + " secrets scrubbed";
  }
}
