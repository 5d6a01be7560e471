package dev.hephaestus.javaagent.attach;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The events that come before there is an appender, as many as there is room for, and whether one
 * of them calls for it.
 *
 * <p><i>Threads:</i> any; one waits.
 *
 * @param <E> the logging library's event
 */
final class EarlyEvents<E> {

  private static final int ROOM = 1_024;
  private static final long CALM_MS = 10_000;
  private static final int CALM_LOOKS = 12;

  private final BlockingQueue<E> events;
  private final long calmMs;
  private final CountDownLatch awaited = new CountDownLatch(1);

  /** Whether an event came that has to be sent even when the application ends at once. */
  private volatile boolean pressed;

  EarlyEvents() {
    this(ROOM, CALM_MS);
  }

  EarlyEvents(int room, long calmMs) {
    this.events = new ArrayBlockingQueue<>(room);
    this.calmMs = calmMs;
  }

  /** Keeps it, unless there is no room; then all of them call for the appender. */
  boolean offer(E event, boolean pressing) {
    boolean kept = events.offer(event);
    if ((!kept || pressing) && !pressed) {
      pressed = true;
      awaited.countDown();
    }
    return kept;
  }

  /**
   * Waits until an appender is called for: by an event, by ten seconds without any, after two
   * minutes; false when the end came before.
   */
  boolean awaitCall() throws InterruptedException {
    for (int look = 0; look < CALM_LOOKS; look++) {
      int seen = events.size();
      if (awaited.await(calmMs, TimeUnit.MILLISECONDS)) {
        return pressed;
      }
      if (events.size() == seen) {
        break; // The application has started.
      }
    }
    return true;
  }

  /** There will be no more: whoever waits goes on. */
  void end() {
    awaited.countDown();
  }

  void drainTo(Consumer<E> taker) {
    for (E event = events.poll(); event != null; event = events.poll()) {
      taker.accept(event);
    }
  }
}
