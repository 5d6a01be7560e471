package dev.hephaestus.client;

import dev.hephaestus.proto.v1.Level;
import dev.hephaestus.proto.v1.Loss;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts dropped records by level and reason until a batch reports them.
 *
 * <p><em>Threads:</em> any may add and ask; only the sender takes.
 */
final class Losses {
  private static final Loss.Reason[] REASONS = {
    Loss.Reason.REASON_QUEUE_FULL, Loss.Reason.REASON_SPOOL_FULL, Loss.Reason.REASON_UNREADABLE
  };
  private static final RecordLevel[] LEVELS = RecordLevel.values();

  private final AtomicLongArray counts = new AtomicLongArray(REASONS.length * LEVELS.length);
  private final long[] reported = new long[REASONS.length * LEVELS.length];

  void add(RecordLevel level, Loss.Reason reason) {
    for (int i = 0; i < REASONS.length; i++) {
      if (REASONS[i] == reason) {
        counts.incrementAndGet(i * LEVELS.length + level.ordinal());
      }
    }
  }

  /** Since the client began, by level. */
  Map<RecordLevel, Long> totals() {
    Map<RecordLevel, Long> totals = new EnumMap<>(RecordLevel.class);
    for (int i = 0; i < counts.length(); i++) {
      totals.merge(LEVELS[i % LEVELS.length], counts.get(i), Long::sum);
    }
    return totals;
  }

  /** What was not reported yet; it counts as reported from now on. */
  List<Loss> take() {
    List<Loss> taken = new ArrayList<>();
    for (int i = 0; i < counts.length(); i++) {
      long lost = counts.get(i) - reported[i];
      if (lost > 0) {
        reported[i] += lost;
        taken.add(
            Loss.newBuilder()
                .setLevel(Level.forNumber(LEVELS[i % LEVELS.length].severity()))
                .setCount(lost)
                .setReason(REASONS[i / LEVELS.length])
                .build());
      }
    }
    return taken;
  }
}
