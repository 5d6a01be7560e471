package dev.hephaestus.javaagent.attach;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class EarlyEventsTest {

  private static final int ROOM = 8;
  private static final long FOREVER_MS = TimeUnit.HOURS.toMillis(1);

  private final EarlyEvents<String> patient = new EarlyEvents<>(ROOM, FOREVER_MS);

  @Test
  void keepsWhatCameInItsOrderAndHandsItOnOnce() {
    patient.offer("a", false);
    patient.offer("b", true);
    assertThat(taken(patient)).containsExactly("a", "b");
    assertThat(taken(patient)).isEmpty();
  }

  @Test
  void aPressingEventCallsForTheAppender() throws InterruptedException {
    patient.offer("calm", false);
    patient.offer("pressing", true);
    assertThat(patient.awaitCall()).isTrue();
  }

  @Test
  void whatFindsNoRoomIsNotKeptAndCallsForTheAppender() throws InterruptedException {
    for (int i = 0; i < ROOM; i++) {
      assertThat(patient.offer("calm " + i, false)).isTrue();
    }
    assertThat(patient.offer("one more", false)).isFalse();
    assertThat(patient.awaitCall()).isTrue();
    assertThat(taken(patient)).hasSize(ROOM).doesNotContain("one more");
  }

  @Test
  void aPressingEventThatFindsNoRoomCallsForTheAppender() throws InterruptedException {
    EarlyEvents<String> one = new EarlyEvents<>(1, FOREVER_MS);
    one.offer("calm", false);
    assertThat(one.offer("pressing", true)).isFalse();
    assertThat(one.awaitCall()).isTrue();
  }

  @Test
  void theEndComesWithoutACall() throws InterruptedException {
    patient.offer("calm", false);
    patient.end();
    assertThat(patient.awaitCall()).isFalse();
  }

  @Test
  void theEndDoesNotTakeBackACall() throws InterruptedException {
    patient.offer("pressing", true);
    patient.end();
    assertThat(patient.awaitCall()).isTrue();
  }

  @Test
  void calmIsACallAsWell() throws InterruptedException {
    EarlyEvents<String> impatient = new EarlyEvents<>(ROOM, 1);
    impatient.offer("calm", false);
    assertThat(impatient.awaitCall()).isTrue();
  }

  @Test
  void whatWasKeptOfManyThreadsIsHandedOnOnce() throws Exception {
    EarlyEvents<Integer> shared = new EarlyEvents<>(10_000, FOREVER_MS);
    AtomicInteger kept = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Integer> taken = new ArrayList<>();
    try {
      List<Future<?>> offering = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        int base = i * 5_000;
        offering.add(
            threads.submit(
                () -> {
                  for (int j = 0; j < 5_000; j++) {
                    if (shared.offer(base + j, false)) {
                      kept.incrementAndGet();
                    }
                  }
                }));
      }
      for (Future<?> each : offering) {
        shared.drainTo(taken::add);
        each.get();
      }
      shared.drainTo(taken::add);
    } finally {
      threads.shutdownNow();
    }
    assertThat(taken).hasSize(kept.get()).doesNotHaveDuplicates();
  }

  private static List<String> taken(EarlyEvents<String> events) {
    List<String> taken = new ArrayList<>();
    events.drainTo(taken::add);
    return taken;
  }
}
