package dev.hephaestus.server.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets work end cleanly when the process is asked to end (Ctrl-C): its thread is interrupted, and
 * the process waits a little for it to put its tools away and to say what it has.
 */
final class Interruption {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private Interruption() {}

  static <T> T during(Supplier<T> work) {
    CountDownLatch done = new CountDownLatch(1);
    Thread worker = Thread.currentThread();
    Thread hook = new Thread(() -> interrupt(worker, done), "interruption");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return work.get();
    } finally {
      done.countDown();
      remove(hook);
    }
  }

  private static void interrupt(Thread worker, CountDownLatch done) {
    worker.interrupt();
    try {
      if (!done.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
      // What is said after the work is said by the same thread, which ends with the command.
      worker.join(Duration.ofSeconds(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void remove(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // It runs already.
    }
  }
}
