package dev.hephaestus.client;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps what is logged because of the client from coming back to it.
 *
 * <p>Rendering an argument may log; so may gRPC, which runs on our threads only. An application's
 * own use of gRPC is not affected: names of threads and of gRPC's loggers say nothing about whose
 * they are.
 */
final class RecursionGuard {
  private static final String OWN_LOGGER = "dev.hephaestus";
  private static final String OWN_PREFIX = "dev.hephaestus.client.";

  // The holder is a type of the platform: nothing of ours stays behind in the application's
  // threads.
  private final ThreadLocal<boolean[]> inside = ThreadLocal.withInitial(() -> new boolean[1]);

  // Most records need none of the application's code: they are spared the look at the thread.
  private final AtomicInteger threadsInside = new AtomicInteger();

  /** Whether the caller was called by the application's code that we called. */
  boolean isInside() {
    return threadsInside.get() != 0 && inside.get()[0];
  }

  /** Whether the caller may run the application's code; if so it must {@link #leave}. */
  boolean enter() {
    boolean[] flag = inside.get();
    if (flag[0]) {
      return false;
    }
    flag[0] = true;
    threadsInside.incrementAndGet();
    return true;
  }

  void leave() {
    threadsInside.decrementAndGet();
    inside.get()[0] = false;
  }

  static boolean isOwnLogger(String name) {
    return name.startsWith(OWN_LOGGER)
        && (name.length() == OWN_LOGGER.length() || name.startsWith(OWN_PREFIX));
  }
}
