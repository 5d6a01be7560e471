package dev.hephaestus.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.client.testkit.WholeRecords;
import dev.hephaestus.proto.v1.Batch;
import dev.hephaestus.proto.v1.LogRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SharedPartsTest {
  private final RecordEncoder encoder =
      new RecordEncoder(
          new FrameOrigins(SharedPartsTest.class.getClassLoader()),
          new RecordScrubber(TestClients.configuration("localhost:1").scrubbing));

  private LogRecord record(String logger, String template, @Nullable Throwable thrown) {
    ClientRecord record =
        ClientRecord.of(1, RecordLevel.ERROR, logger)
            .thread("http-nio-8080-exec-1")
            .template(template)
            .message(template)
            .throwable(thrown);
    return encoder.encode(record, LogRecord.Role.ROLE_TRIGGER);
  }

  private static Exception wrapped(int depth) {
    if (depth > 0) {
      return wrapped(depth - 1);
    }
    Exception wrapped = new IllegalStateException("outer", new RuntimeException("inner"));
    wrapped.addSuppressed(new IllegalArgumentException("beside"));
    return wrapped;
  }

  @Test
  void whatIsTakenOutComesBack() {
    List<LogRecord> records = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      records.add(record("shop.Checkout" + i % 3, "order {} failed", wrapped(i % 4)));
    }
    records.add(record("shop.Once", "once", null));

    Batch batch = SharedParts.of(records).build();

    assertThat(WholeRecords.of(batch)).isEqualTo(records);
    assertThat(batch.getTextsList())
        .containsOnlyOnce("http-nio-8080-exec-1", "order {} failed", "shop.Checkout1")
        .doesNotContain("shop.Once", "once");
    assertThat(batch.getFramesList()).doesNotHaveDuplicates().isNotEmpty();
    int before = records.stream().mapToInt(LogRecord::getSerializedSize).sum();
    assertThat(batch.getSerializedSize()).isLessThan(before / 2);
  }

  @Test
  void aRecordAloneStaysWhole() {
    LogRecord record = record("shop.Checkout", "order {} failed", null);

    Batch batch = SharedParts.of(List.of(record)).build();

    assertThat(batch.getRecordsList()).containsExactly(record);
    assertThat(batch.getTextsCount() + batch.getFramesCount()).isZero();
  }
}
