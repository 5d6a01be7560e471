package dev.hephaestus.client;

import org.jspecify.annotations.Nullable;

/**
 * Where the sender stands in a lane. Apart from the lane itself, for the sender writes here at each
 * record what would else be in the way of those that offer.
 *
 * <p><em>Threads:</em> confined to the sender.
 */
final class LaneFront {
  private final QueueLane lane;
  private final int page;
  private @Nullable Queued first;
  private long taken;
  private long seen;

  LaneFront(QueueLane lane, int page) {
    this.lane = lane;
    this.page = page;
  }

  /** Sees what is there by now; how many these are. */
  long look() {
    seen = lane.accepted();
    if (seen == taken) {
      lane.shrink(0);
    }
    return seen - taken;
  }

  /** The oldest of what was seen; null if there is none. */
  @Nullable Queued first() {
    if (first == null && taken < seen) {
      first = lane.poll();
    }
    return first;
  }

  /** Takes that out. */
  @Nullable Queued take() {
    Queued next = first();
    first = null;
    taken++;
    if (taken % page == 0) {
      lane.shrink(page);
    }
    return next;
  }
}
