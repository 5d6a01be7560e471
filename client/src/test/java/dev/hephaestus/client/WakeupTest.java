package dev.hephaestus.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("older-jvm")
final class WakeupTest {
  private static final long FOREVER = TimeUnit.HOURS.toNanos(1);
  private static final int ROUNDS = 20_000;

  private final Wakeup wakeup = new Wakeup();
  private final ConcurrentLinkedQueue<Integer> work = new ConcurrentLinkedQueue<>();
  private final AtomicInteger done = new AtomicInteger();

  private Thread worker(boolean idle) {
    Thread worker =
        new Thread(
            () -> {
              while (done.get() < ROUNDS) {
                while (work.poll() != null) {
                  done.incrementAndGet();
                }
                if (done.get() < ROUNDS) {
                  wakeup.sleep(FOREVER, idle, idle ? () -> !work.isEmpty() : () -> false);
                }
              }
            });
    worker.setDaemon(true);
    worker.start();
    return worker;
  }

  @Test
  @Timeout(60)
  void noSignalIsSleptThrough() throws InterruptedException {
    Thread worker = worker(false);
    for (int i = 0; i < ROUNDS; i++) {
      work.add(i);
      wakeup.signal();
      if (i % 100 == 0) {
        awaitDone(i);
      }
    }

    worker.join();
    assertThat(done.get()).isEqualTo(ROUNDS);
  }

  @Test
  @Timeout(60)
  void noWorkIsSleptThroughWhileIdle() throws InterruptedException {
    Thread worker = worker(true);
    for (int i = 0; i < ROUNDS; i++) {
      work.add(i);
      wakeup.signalIfIdle();
      if (i % 100 == 0) {
        awaitDone(i);
      }
    }

    worker.join();
    assertThat(done.get()).isEqualTo(ROUNDS);
  }

  private void awaitDone(int last) {
    while (done.get() <= last) {
      Thread.onSpinWait();
    }
  }
}
