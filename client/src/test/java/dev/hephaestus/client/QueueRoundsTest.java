package dev.hephaestus.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("older-jvm")
final class QueueRoundsTest {
  private final SlotBudget budget = new SlotBudget(64);
  private final QueueLane[] lanes = {new QueueLane(budget, 64), new QueueLane(budget, 64)};
  private final QueueRounds rounds = new QueueRounds(lanes, budget.page());

  private void offer(int lane, long time) {
    assertThat(lanes[lane].offer(ClientRecord.of(time, RecordLevel.INFO, "a"), false)).isTrue();
  }

  private List<Long> times() {
    List<Long> times = new ArrayList<>();
    for (Queued each = rounds.poll(); each != null; each = rounds.poll()) {
      times.add(each.timeUnixNanos());
    }
    return times;
  }

  @Test
  void theOldestOfAllLanesComesFirst() {
    offer(0, 2);
    offer(0, 4);
    offer(1, 1);
    offer(1, 3);

    assertThat(times()).containsExactly(1L, 2L, 3L, 4L);
    assertThat(rounds.taken()).isEqualTo(4);
  }

  @Test
  void aLaneKeepsItsOrderEvenIfTheClockWasSetBack() {
    offer(0, 9);
    offer(0, 3);
    offer(1, 5);

    assertThat(times()).containsExactly(5L, 9L, 3L);
  }

  @Test
  void nothingIsOvertakenByWhatCameAfterItsRoundBegan() {
    offer(0, 100);
    offer(1, 1);
    assertThat(rounds.poll()).isNotNull();
    for (int i = 0; i < 10; i++) {
      offer(1, 2); // As of a clock that is behind, and without an end.
    }

    Queued next = rounds.poll();
    assertThat(next == null ? 0 : next.timeUnixNanos()).isEqualTo(100);
  }

  @Test
  void oneLaneMayTakeWhatTheOthersDoNotNeed() {
    IntStream.range(0, 56).forEach(i -> offer(0, i));
    ClientRecord more = ClientRecord.of(1, RecordLevel.INFO, "a");
    assertThat(lanes[1].offer(more, false)).isFalse();

    assertThat(times()).hasSize(56);
    IntStream.range(0, 56).forEach(i -> offer(1, i));
    assertThat(lanes[0].offer(more, false)).isFalse();
  }

  @Test
  void aLaneThatIsNeverEmptyGivesBackWhatItDoesNotNeed() {
    IntStream.range(0, 56).forEach(i -> offer(0, i));
    for (int i = 0; i < 200; i++) {
      for (int k = 0; k < 20; k++) {
        rounds.poll();
      }
      IntStream.range(0, 10).forEach(k -> offer(0, 1));
      IntStream.range(0, 10).forEach(k -> offer(1, 1));
    }

    assertThat(times()).isNotEmpty();
    assertThat(budget.isHalfGone()).isFalse();
  }

  @Test
  void whatIsKeptForWarningsIsGivenBackAsSuch() {
    IntStream.range(0, 56).forEach(i -> offer(0, i));
    ClientRecord warning = ClientRecord.of(1, RecordLevel.WARN, "a");
    for (int i = 0; i < 8; i++) {
      assertThat(lanes[1].offer(warning, true)).isTrue();
    }
    assertThat(lanes[0].offer(warning, true)).isFalse();
    assertThat(times()).hasSize(64);

    IntStream.range(0, 56).forEach(i -> offer(1, i));
    assertThat(lanes[0].offer(warning, false)).isFalse();
    assertThat(lanes[0].offer(warning, true)).isTrue();
  }

  @Test
  void manyThreadsLoseAndDoubleNothing() throws InterruptedException {
    RecordQueue queue = new RecordQueue(1024, 16 << 20);
    int each = 20_000;
    AtomicInteger refused = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(8);
    for (int t = 0; t < 8; t++) {
      String name = String.valueOf(t);
      new Thread(
              () -> {
                for (int i = 0; i < each; i++) {
                  if (!queue.offer(ClientRecord.of(i, RecordLevel.INFO, name))) {
                    refused.incrementAndGet();
                    Thread.onSpinWait();
                  }
                }
                done.countDown();
              })
          .start();
    }
    long[] last = new long[8];
    Arrays.fill(last, -1);
    int taken = 0;
    boolean over = false;
    while (!over) {
      over = done.getCount() == 0;
      for (Queued next = queue.poll(); next != null; next = queue.poll()) {
        int thread = Integer.parseInt(next.record().logger());
        assertThat(next.timeUnixNanos()).isGreaterThan(last[thread]);
        last[thread] = next.timeUnixNanos();
        taken++;
      }
    }

    assertThat(taken + refused.get()).isEqualTo(8 * each);
    assertThat(queue.accepted()).isEqualTo(taken);
    assertThat(queue.taken()).isEqualTo(taken);
    assertThat(queue.isEmpty()).isTrue();
    assertThat(queue.isHalfFull()).isFalse();
  }
}
