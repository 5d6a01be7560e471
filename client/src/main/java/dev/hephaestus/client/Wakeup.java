package dev.hephaestus.client;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets the sender sleep and others wake it, at the price of one or two volatile reads while it is
 * awake.
 *
 * <p><em>Threads:</em> one sleeps, any wake.
 */
final class Wakeup {
  private static final int AWAKE = 0;
  private static final int LINGERING = 1;
  private static final int IDLE = 2;

  private volatile int state = AWAKE;
  private volatile boolean signalled;
  private volatile @Nullable Thread sleeper;

  /** Ends the sleep, or the next one if there is none. */
  void signal() {
    // A signal that is still to be seen covers this one: the sender takes it back before it looks.
    if (!signalled) {
      signalled = true;
    }
    if (state != AWAKE) {
      wake();
    }
  }

  /** Whether the sender sleeps and has to be woken for what it should not sleep through. */
  boolean isAsleep() {
    return state != AWAKE;
  }

  /** Whether it was signalled and has not slept since. */
  boolean isSignalled() {
    return signalled;
  }

  /** Ends the sleep only if it waits for work rather than for a batch to grow. */
  void signalIfIdle() {
    if (state == IDLE) {
      wake();
    }
  }

  /**
   * Sleeps until woken, at most so long.
   *
   * @param idle whether any work at all ends the sleep
   * @param work asked once more after the sleep was announced
   */
  void sleep(long nanos, boolean idle, BooleanSupplier work) {
    sleeper = Thread.currentThread();
    state = idle ? IDLE : LINGERING;
    if (!signalled && !work.getAsBoolean()) {
      LockSupport.parkNanos(this, nanos);
    }
    state = AWAKE;
    signalled = false;
  }

  private void wake() {
    state = AWAKE;
    LockSupport.unpark(sleeper);
  }
}
