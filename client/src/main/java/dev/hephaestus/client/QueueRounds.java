package dev.hephaestus.client;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Takes records out of lanes: by rounds what is there when the round begins, in a round the oldest
 * first. Nothing is overtaken for longer than a round, whatever time it bears.
 *
 * <p><em>Threads:</em> confined to the sender, apart from the lanes and the count.
 */
final class QueueRounds {
  private final LaneFront[] fronts;
  private final AtomicLong taken = new AtomicLong();
  private long left;

  QueueRounds(QueueLane[] lanes, int page) {
    this.fronts =
        Arrays.stream(lanes).map(lane -> new LaneFront(lane, page)).toArray(LaneFront[]::new);
  }

  @Nullable Queued poll() {
    if (left == 0) {
      look();
      left = look();
    }
    LaneFront oldest = oldest();
    if (oldest == null) {
      return null;
    }
    left--;
    taken.lazySet(taken.get() + 1);
    return oldest.take();
  }

  /** Twice in a row: what came before a record of the first look is there at the second. */
  private long look() {
    long found = 0;
    for (LaneFront each : fronts) {
      found += each.look();
    }
    return found;
  }

  private @Nullable LaneFront oldest() {
    LaneFront oldest = null;
    long time = 0;
    for (LaneFront each : fronts) {
      Queued first = each.first();
      if (first != null && (oldest == null || first.timeUnixNanos() < time)) {
        oldest = each;
        time = first.timeUnixNanos();
      }
    }
    return oldest;
  }

  /** How many records were taken out, ever. Any thread. */
  long taken() {
    return taken.get();
  }
}
