package dev.hephaestus.client;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The slots of a queue that no lane has, given out by the page so that it is seldom asked; an
 * eighth is kept for WARN and above.
 *
 * <p><em>Threads:</em> any.
 */
final class SlotBudget {
  private static final int PAGES = 256;

  private final AtomicInteger free;
  private final int all;
  private final int page;

  SlotBudget(int slots) {
    this.all = slots;
    this.free = new AtomicInteger(slots);
    this.page = Math.max(1, slots / PAGES);
  }

  /** How many are given out at once. */
  int page() {
    return page;
  }

  /** A page for records of any level, or what is left of one; 0 if nothing is. */
  int take() {
    return take(all / 8);
  }

  /** A page of what is kept for WARN and above, or what is left of one; 0 if nothing is. */
  int takeReserved() {
    return take(0);
  }

  private int take(int kept) {
    int now = free.get();
    while (now > kept) {
      int taken = Math.min(page, now - kept);
      if (free.compareAndSet(now, now - taken)) {
        return taken;
      }
      now = free.get();
    }
    return 0;
  }

  void giveBack(int slots) {
    free.addAndGet(slots);
  }

  boolean isHalfGone() {
    return free.get() <= all / 2;
  }
}
