package dev.hephaestus.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hephaestus.server.testkit.InMemoryRecordStore;
import dev.hephaestus.server.testkit.TestScrubber;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class LogProcessorTest {
  private static final SessionKey KEY = new SessionKey("n1", "web-1", 1);
  private static final Resource RESOURCE = new Resource("shop", "", "", "", Map.of());

  private final InMemoryRecordStore store = new InMemoryRecordStore();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final AtomicInteger woken = new AtomicInteger();
  private final LogProcessor processor =
      new LogProcessor(store, TestScrubber.plain(), woken::incrementAndGet, meters);

  @Test
  void aReopenedSessionGoesOnAtItsMark() {
    processor.open(KEY, RESOURCE).append(batch(1, 3));

    LogSession again = processor.open(KEY, RESOURCE);
    assertThat(again.durable()).isEqualTo(3);
    assertThat(again.append(batch(2, 4))).isEqualTo(5);
    assertThat(store.all()).hasSize(5);
  }

  @Test
  void wakesTheNextStageAfterACommitAndNotForDuplicates() {
    LogSession session = processor.open(KEY, RESOURCE);
    session.append(batch(1, 3));
    session.append(batch(1, 3));

    assertThat(woken).hasValue(1);
    assertThat(store.appended()).hasSize(1);
    assertThat(meters.counter("hephaestus.ingest.records").count()).isEqualTo(3);
    assertThat(meters.counter("hephaestus.ingest.duplicates").count()).isEqualTo(3);
  }

  @Test
  void aGapIsRefusedCountedAndLeavesTheMark() {
    LogSession session = processor.open(KEY, RESOURCE);
    session.append(batch(1, 1));

    assertThatThrownBy(() -> session.append(batch(3, 1)))
        .isInstanceOf(SequenceGapException.class)
        .hasMessageContaining("resend from 2");
    assertThat(session.durable()).isEqualTo(1);
    assertThat(meters.counter("hephaestus.ingest.gaps").count()).isEqualTo(1);
    assertThat(woken).hasValue(1);
  }

  @Test
  void aFailedCommitLeavesTheMarkAndWakesNobody() {
    LogSession session = processor.open(KEY, RESOURCE);
    store.failWith(new IllegalStateException("disk full"));

    assertThatThrownBy(() -> session.append(batch(1, 1))).hasMessage("disk full");
    store.failWith(null);
    assertThat(session.durable()).isZero();
    assertThat(woken).hasValue(0);
    assertThat(session.append(batch(1, 1))).isEqualTo(1);
  }

  @Test
  void aBatchOfAnotherSessionIsAnError() {
    LogSession session = processor.open(KEY, RESOURCE);
    RecordBatch other = new RecordBatch(new SessionKey("n1", "web-2", 1), 1, batch(1, 1).records());

    assertThatThrownBy(() -> session.append(other)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void lossesAreCountedByLevelAndReason() {
    processor.lost(new Loss(Optional.of(Level.WARN), 4, Loss.Reason.SPOOL_FULL));
    processor.lost(new Loss(Optional.of(Level.WARN), 5, Loss.Reason.SPOOL_FULL));

    assertThat(
            meters
                .get("hephaestus.ingest.lost")
                .tags("level", "WARN", "reason", "SPOOL_FULL")
                .counter()
                .count())
        .isEqualTo(9);
  }

  private static RecordBatch batch(long first, int count) {
    LogRecord record = LogRecord.of(Instant.EPOCH, Level.ERROR, "shop.Cart", "x", null);
    return new RecordBatch(KEY, first, Collections.nCopies(count, record));
  }
}
