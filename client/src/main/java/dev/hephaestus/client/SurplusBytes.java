package dev.hephaestus.client;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes of queued records beyond what their slots stand for; an eighth is kept for WARN and
 * above.
 *
 * <p><em>Threads:</em> any may reserve; see the others.
 */
final class SurplusBytes {
  private static final int PARTS = 64;
  private static final int MIDDLE = 16;

  private final AtomicLong reserved = new AtomicLong();
  private final long max;

  // The sender's own, in the middle of an array: it writes here at each record, and whoever offers
  // must not feel that in its cache.
  private final long[] freed = new long[2 * MIDDLE];

  SurplusBytes(long max) {
    this.max = max;
  }

  /** False if there are not so many. */
  boolean reserve(int bytes, boolean important) {
    long limit = important ? max : max - max / 8;
    if (reserved.addAndGet(bytes) <= limit) {
      return true;
    }
    reserved.addAndGet(-bytes);
    return false;
  }

  /** Takes back what was reserved in vain. */
  void cancel(int bytes) {
    reserved.addAndGet(-bytes);
  }

  /** Of a record that was taken out; others see it when these are a few. Only the sender. */
  void free(int bytes) {
    freed[MIDDLE] += bytes;
    if (freed[MIDDLE] >= max / PARTS) {
      settle();
    }
  }

  /** Lets others see what was freed. Only the sender. */
  void settle() {
    if (freed[MIDDLE] > 0) {
      reserved.addAndGet(-freed[MIDDLE]);
      freed[MIDDLE] = 0;
    }
  }

  boolean isHalfGone() {
    return reserved.get() >= max / 2;
  }
}
