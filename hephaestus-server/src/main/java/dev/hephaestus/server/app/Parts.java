package dev.hephaestus.server.app;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a server consists of, so far: each part is stopped before those that were added before it.
 *
 * <p><i>Threads:</i> safe for use by many at once; closing twice does nothing.
 */
final class Parts implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Parts.class);

  // Guarded by this object's lock.
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  synchronized <T extends AutoCloseable> T add(T part) {
    parts.push(part);
    return part;
  }

  /** To be done when the server stops. */
  synchronized void atEnd(AutoCloseable end) {
    parts.push(end);
  }

  /** So many threads at most, which end with the server. */
  ExecutorService threads(String name, int most) {
    ExecutorService executor =
        Executors.newFixedThreadPool(most, Thread.ofPlatform().name(name, 1).daemon().factory());
    atEnd(executor::shutdownNow);
    return executor;
  }

  /** A thread that does things in time, and ends with the server. */
  ScheduledExecutorService timer(String name) {
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name(name).daemon().factory());
    atEnd(timer::shutdownNow);
    return timer;
  }

  @Override
  public synchronized void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        log.warn("a part did not stop cleanly", e);
      }
    }
  }
}
