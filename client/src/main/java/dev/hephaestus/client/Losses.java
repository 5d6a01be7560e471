package dev.hephaestus.client;

import dev.hephaestus.proto.v1.Level;
import dev.hephaestus.proto.v1.Loss;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts dropped records by level and reason until a batch reports them.
 *
 * <p><em>Threads:</em> any.
 */
final class Losses {
  private static final List<Loss.Reason> REASONS =
      List.of(
          Loss.Reason.REASON_QUEUE_FULL,
          Loss.Reason.REASON_SPOOL_FULL,
          Loss.Reason.REASON_UNREADABLE);

  private final Map<Loss.Reason, Map<RecordLevel, AtomicLong>> unreported =
      new EnumMap<>(Loss.Reason.class);
  private final AtomicLong total = new AtomicLong();

  Losses() {
    for (Loss.Reason reason : REASONS) {
      Map<RecordLevel, AtomicLong> byLevel = new EnumMap<>(RecordLevel.class);
      for (RecordLevel level : RecordLevel.values()) {
        byLevel.put(level, new AtomicLong());
      }
      unreported.put(reason, byLevel);
    }
  }

  void add(RecordLevel level, Loss.Reason reason) {
    AtomicLong count = unreported.getOrDefault(reason, Map.of()).get(level);
    if (count != null) {
      count.incrementAndGet();
      total.incrementAndGet();
    }
  }

  /** What was taken for a report that will not arrive is to be reported again. */
  void restore(List<Loss> taken) {
    for (Loss loss : taken) {
      for (RecordLevel level : RecordLevel.values()) {
        AtomicLong count = unreported.getOrDefault(loss.getReason(), Map.of()).get(level);
        if (count != null && level.severity() == loss.getLevelValue()) {
          count.addAndGet(loss.getCount());
        }
      }
    }
  }

  /** Since the client began. */
  long total() {
    return total.get();
  }

  /** What was not reported yet; it counts as reported from now on. */
  List<Loss> take() {
    List<Loss> taken = new ArrayList<>();
    unreported.forEach(
        (reason, byLevel) ->
            byLevel.forEach(
                (level, count) -> {
                  long lost = count.getAndSet(0);
                  if (lost > 0) {
                    taken.add(
                        Loss.newBuilder()
                            .setLevel(Level.forNumber(level.severity()))
                            .setCount(lost)
                            .setReason(reason)
                            .build());
                  }
                }));
    return taken;
  }
}
