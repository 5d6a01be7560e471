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
  private static final List<Loss.Reason> REASONS =
      List.of(
          Loss.Reason.REASON_QUEUE_FULL,
          Loss.Reason.REASON_SPOOL_FULL,
          Loss.Reason.REASON_UNREADABLE);
  private static final List<RecordLevel> LEVELS = List.of(RecordLevel.values());

  private final AtomicLongArray counts = new AtomicLongArray(REASONS.size() * LEVELS.size());
  private final long[] reported = new long[REASONS.size() * LEVELS.size()];

  void add(RecordLevel level, Loss.Reason reason) {
    int row = REASONS.indexOf(reason);
    if (row >= 0) {
      counts.incrementAndGet(row * LEVELS.size() + LEVELS.indexOf(level));
    }
  }

  /** Since the client began, by level. */
  Map<RecordLevel, Long> totals() {
    Map<RecordLevel, Long> totals = new EnumMap<>(RecordLevel.class);
    for (int i = 0; i < counts.length(); i++) {
      totals.merge(LEVELS.get(i % LEVELS.size()), counts.get(i), Long::sum);
    }
    return totals;
  }

  /** Since the client began, by level and reason. */
  List<Loss> sums() {
    List<Loss> sums = new ArrayList<>();
    for (int i = 0; i < counts.length(); i++) {
      long lost = counts.get(i);
      if (lost > 0) {
        sums.add(loss(i, lost));
      }
    }
    return sums;
  }

  private static Loss loss(int row, long count) {
    return Loss.newBuilder()
        .setLevel(Level.forNumber(LEVELS.get(row % LEVELS.size()).severity()))
        .setCount(count)
        .setReason(REASONS.get(row / LEVELS.size()))
        .build();
  }

  /** What was taken for a report that will not arrive is to be reported again. */
  void restore(List<Loss> taken) {
    for (Loss loss : taken) {
      for (int i = 0; i < reported.length; i++) {
        if (REASONS.get(i / LEVELS.size()) == loss.getReason()
            && LEVELS.get(i % LEVELS.size()).severity() == loss.getLevelValue()) {
          reported[i] -= loss.getCount();
        }
      }
    }
  }

  /** What was not reported yet; it counts as reported from now on. */
  List<Loss> take() {
    List<Loss> taken = new ArrayList<>();
    for (int i = 0; i < counts.length(); i++) {
      long lost = counts.get(i) - reported[i];
      if (lost > 0) {
        reported[i] += lost;
        taken.add(loss(i, lost));
      }
    }
    return taken;
  }
}
