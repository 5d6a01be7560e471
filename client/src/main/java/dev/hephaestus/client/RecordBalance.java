package dev.hephaestus.client;

import java.util.EnumMap;
import java.util.Map;

/**
 * What became of all records that the application logged: each is acknowledged, dropped, passed
 * over or waiting.
 *
 * <p><em>Shape:</em> immutable; counted since the client began, while others go on logging, so that
 * the parts may be a few records apart.
 */
public final class RecordBalance {
  private final long appended;
  private final long acknowledged;
  private final Map<RecordLevel, Long> dropped;
  private final long passedOver;
  private final int queued;
  private final boolean connected;

  RecordBalance(
      long appended,
      long acknowledged,
      Map<RecordLevel, Long> dropped,
      long passedOver,
      int queued,
      boolean connected) {
    this.appended = appended;
    this.acknowledged = acknowledged;
    this.dropped = new EnumMap<>(dropped);
    this.passedOver = passedOver;
    this.queued = queued;
    this.connected = connected;
  }

  /** All records at or above the client's level. */
  public long appended() {
    return appended;
  }

  /** Those that the server has on disk. */
  public long acknowledged() {
    return acknowledged;
  }

  /** Those of this level that were lost at the client, whatever the reason. */
  public long dropped(RecordLevel level) {
    return dropped.getOrDefault(level, 0L);
  }

  /** Those below the threshold that were kept as context until newer ones came; none is missed. */
  public long passedOver() {
    return passedOver;
  }

  /** Those that are in the queue, kept as context, under way or spooled. */
  public long waiting() {
    long lost = dropped.values().stream().mapToLong(Long::longValue).sum();
    return Math.max(0, appended - acknowledged - lost - passedOver);
  }

  /** Of these, those that the sender has not looked at yet. */
  public int queued() {
    return queued;
  }

  /** Whether the stream to the server is open. */
  public boolean connected() {
    return connected;
  }
}
