package dev.hephaestus.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
final class ScheduledRunsTest {
  @TempDir private Path directory;
  private final List<String> done = new CopyOnWriteArrayList<>();
  private final List<String> givenUp = new CopyOnWriteArrayList<>();
  private Database database;

  @BeforeEach
  void open() {
    database = Database.open(directory);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void carriesEachRunOutOnce() {
    try (ScheduledRuns queue = queue(1, done::add)) {
      queue.enqueue("before-start");
      queue.start();
      queue.enqueue("a");
      queue.enqueue("b");

      await().until(() -> left() == 0);
      assertThat(done).containsExactlyInAnyOrder("before-start", "a", "b");
    }
  }

  @Test
  void aRunThatIsQueuedOrUnderWayIsNotQueuedAgain() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    try (ScheduledRuns queue =
        queue(
            1,
            id -> {
              started.countDown();
              uninterrupted(go);
              done.add(id);
            })) {
      queue.enqueue("a");
      queue.enqueue("a");
      queue.start();
      started.await();
      queue.enqueue("a");
      go.countDown();

      await().until(() -> left() == 0);
      assertThat(done).containsExactly("a");
    }
  }

  @Test
  void withOneWorkerRunsAreCarriedOutOneAtATime() {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (ScheduledRuns queue =
        queue(
            1,
            id -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              LockSupport.parkNanos(2_000_000);
              now.decrementAndGet();
              done.add(id);
            })) {
      for (int i = 0; i < 10; i++) {
        queue.enqueue("r" + i);
      }
      queue.start();

      await().until(() -> done.size() == 10);
      assertThat(most).hasValue(1);
    }
  }

  @Test
  void aFailingRunIsTriedAgainAndThenGivenUp() {
    AtomicInteger tries = new AtomicInteger();
    try (ScheduledRuns queue =
        queue(
            1,
            id -> {
              tries.incrementAndGet();
              throw new IllegalStateException("no disk");
            })) {
      queue.start();
      queue.enqueue("a");

      await().until(() -> left() == 0);
      assertThat(tries).hasValue(3);
      assertThat(givenUp).containsExactly("a: no disk");
    }
  }

  @Test
  void aRunThatFailsOnceSucceedsAtItsNextTry() {
    AtomicInteger tries = new AtomicInteger();
    try (ScheduledRuns queue =
        queue(
            1,
            id -> {
              if (tries.incrementAndGet() == 1) {
                throw new IllegalStateException("busy");
              }
              done.add(id);
            })) {
      queue.start();
      queue.enqueue("a");

      await().until(() -> left() == 0);
      assertThat(done).containsExactly("a");
      assertThat(givenUp).isEmpty();
    }
  }

  @Test
  void anErrorIsAFailureToo() {
    try (ScheduledRuns queue =
        queue(
            1,
            id -> {
              throw new StackOverflowError("deep");
            })) {
      queue.start();
      queue.enqueue("a");

      await().until(() -> !givenUp.isEmpty());
      assertThat(givenUp).containsExactly("a: deep");
    }
  }

  @Test
  void whatTheDeadLeftUnderWayGoesOnAtOnce() {
    try (ScheduledRuns queue = queue(1, done::add)) {
      queue.enqueue("a");
    }
    // As a killed process leaves it: picked, with a heartbeat that is still fresh.
    database
        .sql()
        .write(
            handle ->
                handle.execute(
                    "update scheduled_tasks set picked = true, picked_by = 'hephaestus',"
                        + " last_heartbeat = ?",
                    java.sql.Timestamp.from(java.time.Instant.now())));

    try (ScheduledRuns queue = queue(1, done::add)) {
      queue.start();
      await().atMost(Duration.ofSeconds(5)).until(() -> left() == 0);
      assertThat(done).containsExactly("a");
    }
  }

  @Test
  void aShutdownCutsALongRunOffAndTheNextStartGoesOn() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    ScheduledRuns first =
        queue(
            1,
            id -> {
              started.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted", e);
              }
            });
    first.start();
    first.enqueue("a");
    started.await();
    first.close();
    database.close();
    database = Database.open(directory);

    try (ScheduledRuns second = queue(1, done::add)) {
      second.start();
      await().until(() -> left() == 0);
      assertThat(done).containsExactly("a");
      assertThat(givenUp).isEmpty();
    }
  }

  private ScheduledRuns queue(int workers, Consumer<String> handler) {
    return new ScheduledRuns(
        database,
        new ScheduledRuns.Settings(
            workers, 3, Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofMillis(300)),
        handler,
        (id, cause) -> givenUp.add(id + ": " + cause.getMessage()));
  }

  private int left() {
    return database
        .sql()
        .read(
            handle ->
                handle.createQuery("select count(*) from scheduled_tasks").mapTo(int.class).one());
  }

  private static void uninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
