package dev.hephaestus.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("older-jvm")
final class RecordQueueTest {
  private static ClientRecord record(RecordLevel level, String message) {
    return ClientRecord.of(1, level, "shop.Checkout").message(message);
  }

  private static int fill(RecordQueue queue, RecordLevel level, String message) {
    int taken = 0;
    while (queue.offer(record(level, message))) {
      taken++;
    }
    return taken;
  }

  @Test
  void anEighthOfTheSlotsIsKeptForWarnings() {
    RecordQueue queue = new RecordQueue(64, 1 << 20);

    assertThat(fill(queue, RecordLevel.INFO, "x")).isEqualTo(56);
    assertThat(fill(queue, RecordLevel.WARN, "x")).isEqualTo(8);
    assertThat(queue.accepted()).isEqualTo(64);
  }

  @Test
  void bytesAreBoundedHoweverFewTheRecords() {
    RecordQueue queue = new RecordQueue(16_384, 16 << 20);
    String large = "x".repeat(1 << 20);

    assertThat(fill(queue, RecordLevel.INFO, large)).isEqualTo(7);
    assertThat(fill(queue, RecordLevel.ERROR, large)).isEqualTo(1);
    assertThat(queue.offer(record(RecordLevel.INFO, "usual"))).isTrue();
  }

  @Test
  void whatIsPolledMakesRoomAgain() {
    RecordQueue queue = new RecordQueue(64, 1 << 20);
    String large = "x".repeat(100_000);
    for (int i = 0; i < 10; i++) {
      assertThat(fill(queue, RecordLevel.ERROR, large)).isEqualTo(5);
      while (queue.poll() != null) {
        // Until it is empty.
      }
    }
  }

  @Test
  void aLargeDiagnosticContextCounts() {
    RecordQueue queue = new RecordQueue(16_384, 16 << 20);
    int taken = 0;
    for (int i = 0; i < 100; i++) {
      Map<String, String> mdc = Map.of("agent", "x".repeat(1 << 20));
      ClientRecord record = ClientRecord.of(1, RecordLevel.INFO, "a").unchangingMdc(mdc);
      taken += queue.offer(record) ? 1 : 0;
    }

    assertThat(taken).isEqualTo(7);
  }
}
