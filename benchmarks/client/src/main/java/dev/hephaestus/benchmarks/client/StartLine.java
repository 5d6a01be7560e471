package dev.hephaestus.benchmarks.client;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Where threads wait for each other without sleeping, so that they run at once from there on.
 *
 * <p><em>Threads:</em> so many, each once a round.
 */
final class StartLine {
  private final int runners;
  private final AtomicLong arrived = new AtomicLong();

  StartLine(int runners) {
    this.runners = runners;
  }

  /** Returns when all have come. */
  @SuppressWarnings("ThreadPriorityCheck") // The others may need this very processor to come.
  void await() {
    long complete = (arrived.getAndIncrement() / runners + 1) * runners;
    while (arrived.get() < complete) {
      Thread.yield();
    }
  }
}
