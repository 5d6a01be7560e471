package dev.hephaestus.client;

import java.util.concurrent.atomic.AtomicInteger;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * What some of the threads offered, in their order. It holds as many records as it got slots for.
 *
 * <p><em>Threads:</em> any may offer; only the sender polls and shrinks.
 */
final class QueueLane {
  private final SlotBudget budget;
  private final MpscAtomicArrayQueue<Queued> queue;
  private final AtomicInteger slots = new AtomicInteger();

  // On top of these, for WARN and above.
  private final AtomicInteger reserved = new AtomicInteger();

  QueueLane(SlotBudget budget, int capacity) {
    this.budget = budget;
    this.queue = new MpscAtomicArrayQueue<>(capacity);
  }

  /** False when there is no room; never waits. */
  boolean offer(Queued next, boolean important) {
    while (!queue.offerIfBelowThreshold(
        next, important ? slots.get() + reserved.get() : slots.get())) {
      if (!grow(important)) {
        return false;
      }
    }
    return true;
  }

  private boolean grow(boolean important) {
    int more = budget.take();
    slots.addAndGet(more);
    if (more == 0 && important) {
      more = budget.takeReserved();
      reserved.addAndGet(more);
    }
    return more > 0;
  }

  /** Waits for the moment that a thread needs between taking a place and filling it. */
  @Nullable Queued poll() {
    return queue.poll();
  }

  /**
   * Gives back what it does not need, for others may; a thread that offers just now may exceed what
   * is left by its record.
   */
  void shrink(int spare) {
    int reserve = reserved.get();
    if (slots.get() + reserve == 0) {
      return;
    }
    int size = queue.size();
    int excess = slots.get() - size - spare;
    if (reserve > 0 && size <= slots.get()) {
      reserved.addAndGet(-reserve);
      budget.giveBack(reserve);
    }
    if (excess > 0) {
      slots.addAndGet(-excess);
      budget.giveBack(excess);
    }
  }

  /** How many it took in, ever. */
  long accepted() {
    return queue.currentProducerIndex();
  }
}
