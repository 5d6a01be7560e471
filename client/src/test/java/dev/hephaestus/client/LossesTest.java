package dev.hephaestus.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.hephaestus.proto.v1.Level;
import dev.hephaestus.proto.v1.Loss;
import org.junit.jupiter.api.Test;

final class LossesTest {
  @Test
  void eachIsReportedOnceByLevelAndReasonAndCountedForGood() {
    Losses losses = new Losses();
    losses.add(RecordLevel.INFO, Loss.Reason.REASON_QUEUE_FULL);
    losses.add(RecordLevel.INFO, Loss.Reason.REASON_QUEUE_FULL);
    losses.add(RecordLevel.ERROR, Loss.Reason.REASON_SPOOL_FULL);

    assertThat(losses.take())
        .containsExactly(
            loss(Level.LEVEL_INFO, 2, Loss.Reason.REASON_QUEUE_FULL),
            loss(Level.LEVEL_ERROR, 1, Loss.Reason.REASON_SPOOL_FULL));
    assertThat(losses.take()).isEmpty();
    losses.add(RecordLevel.INFO, Loss.Reason.REASON_UNREADABLE);
    assertThat(losses.take())
        .containsExactly(loss(Level.LEVEL_INFO, 1, Loss.Reason.REASON_UNREADABLE));
    assertThat(losses.totals()).contains(entry(RecordLevel.INFO, 3L), entry(RecordLevel.ERROR, 1L));
  }

  private static Loss loss(Level level, long count, Loss.Reason reason) {
    return Loss.newBuilder().setLevel(level).setCount(count).setReason(reason).build();
  }
}
