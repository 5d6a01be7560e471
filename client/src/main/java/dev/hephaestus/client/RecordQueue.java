package dev.hephaestus.client;

import org.jspecify.annotations.Nullable;

/**
 * Between the application's threads and the sender: bounded by count and by bytes, an eighth of
 * both kept for WARN and above.
 *
 * <p>Threads that log at once are spread over lanes, so that they seldom write to the same place.
 * What one thread logs stays in its order; see {@link QueueRounds} for that of different threads.
 *
 * <p>Each slot stands for its share of half the bytes, so that a usual record is accounted for by
 * its slot alone and costs one compare-and-swap; only what exceeds the share is counted, against
 * the other half.
 *
 * <p><em>Threads:</em> any may offer; only the sender polls.
 */
final class RecordQueue {
  private static final int LANES = 8;

  private final QueueLane[] lanes = new QueueLane[LANES];
  private final PairWeights weights = new PairWeights();
  private final SurplusBytes surplusBytes;
  private final QueueRounds rounds;
  private final SlotBudget budget;
  private final int slotBytes;

  RecordQueue(int maxRecords, long maxBytes) {
    this.budget = new SlotBudget(maxRecords);
    this.surplusBytes = new SurplusBytes(maxBytes / 2);
    this.slotBytes = (int) Math.min(Integer.MAX_VALUE, maxBytes / 2 / maxRecords);
    for (int i = 0; i < LANES; i++) {
      lanes[i] = new QueueLane(budget, maxRecords);
    }
    this.rounds = new QueueRounds(lanes, budget.page());
  }

  /** False when there is no room for a record of this level; never waits. */
  boolean offer(Queued queued) {
    boolean important = queued.level().isAtLeast(RecordLevel.WARN);
    queued.addBytes(weights.of(queued.mdc()));
    int surplus = surplus(queued);
    if (surplus > 0 && !surplusBytes.reserve(surplus, important)) {
      return false;
    }
    int lane = System.identityHashCode(Thread.currentThread()) & (LANES - 1);
    boolean accepted = lanes[lane].offer(queued, important);
    if (!accepted && surplus > 0) {
      surplusBytes.cancel(surplus);
    }
    return accepted;
  }

  private int surplus(Queued queued) {
    return queued.roughBytes() - slotBytes;
  }

  @Nullable Queued poll() {
    Queued queued = rounds.poll();
    if (queued == null) {
      surplusBytes.settle();
    } else if (surplus(queued) > 0) {
      surplusBytes.free(surplus(queued));
    }
    return queued;
  }

  int size() {
    long out = taken(); // First: what is taken out was taken in before.
    return (int) (accepted() - out);
  }

  boolean isEmpty() {
    return size() == 0;
  }

  /** How many records were taken out, ever. */
  long taken() {
    return rounds.taken();
  }

  /** How many records were taken in, ever. */
  long accepted() {
    long sum = 0;
    for (QueueLane lane : lanes) {
      sum += lane.accepted();
    }
    return sum;
  }

  /** Whether the sleeping sender should look, even if nothing urgent is there. */
  boolean isHalfFull() {
    return budget.isHalfGone() || surplusBytes.isHalfGone();
  }
}
