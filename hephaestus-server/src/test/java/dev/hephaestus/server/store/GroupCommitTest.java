package dev.hephaestus.server.store;

import static dev.hephaestus.server.store.TestObjects.SESSION;
import static dev.hephaestus.server.store.TestObjects.batch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hephaestus.server.HephaestusException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class GroupCommitTest {
  private final List<Integer> groups = new ArrayList<>();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);

  @Test
  void whatComesDuringACommitIsCommittedTogether() throws Exception {
    GroupCommit commit = new GroupCommit(this::slowly);
    try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
      List<Future<Long>> marks = new ArrayList<>();
      marks.add(threads.submit(() -> commit.append(append(1))));
      begun.await();
      for (int i = 2; i <= 6; i++) {
        long first = i;
        marks.add(threads.submit(() -> commit.append(append(first))));
      }
      await().until(() -> commit.waiting() == 5);
      goOn.countDown();

      for (int i = 0; i < 6; i++) {
        assertThat(marks.get(i).get()).isEqualTo(i + 1);
      }
    }
    assertThat(groups).containsExactly(1, 5);
  }

  @Test
  void aCommitThatFailsFailsForAllInItAndTheNextOneSucceeds() throws Exception {
    GroupCommit commit =
        new GroupCommit(
            group -> {
              slowly(group);
              if (groups.size() == 2) {
                throw new HephaestusException("no space");
              }
            });
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      Future<Long> first = threads.submit(() -> commit.append(append(1)));
      begun.await();
      Future<Long> second = threads.submit(() -> commit.append(append(2)));
      Future<Long> third = threads.submit(() -> commit.append(append(3)));
      await().until(() -> commit.waiting() == 2);
      goOn.countDown();

      assertThat(first.get()).isEqualTo(1);
      for (Future<Long> failed : List.of(second, third)) {
        assertThatThrownBy(failed::get)
            .isInstanceOf(ExecutionException.class)
            .hasRootCauseMessage("no space");
      }
    }
    assertThat(commit.append(append(2))).isEqualTo(2);
  }

  private void slowly(List<PendingAppend> group) {
    begun.countDown();
    try {
      goOn.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    groups.add(group.size());
    group.forEach(append -> append.end(append.batch().lastSequence()));
  }

  private static PendingAppend append(long sequence) {
    return new PendingAppend(batch(SESSION, sequence, 1));
  }
}
