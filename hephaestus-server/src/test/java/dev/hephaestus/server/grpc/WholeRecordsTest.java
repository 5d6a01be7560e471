package dev.hephaestus.server.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hephaestus.proto.v1.Batch;
import dev.hephaestus.proto.v1.Frame;
import dev.hephaestus.proto.v1.LogRecord;
import dev.hephaestus.proto.v1.Thrown;
import io.grpc.StatusRuntimeException;
import org.junit.jupiter.api.Test;

final class WholeRecordsTest {
  private static final Frame FRAME =
      Frame.newBuilder().setClassName("shop.Checkout").setMethod("price").build();

  private static Batch batch(LogRecord.Builder record) {
    return Batch.newBuilder()
        .setFirstSequence(1)
        .addTexts("shop.Checkout")
        .addTexts("main")
        .addFrames(FRAME)
        .addRecords(record)
        .build();
  }

  private static void assertRefused(Batch batch, String reason) {
    assertThatThrownBy(() -> WholeRecords.of(batch))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageStartingWith("INVALID_ARGUMENT")
        .hasMessageContaining(reason);
  }

  @Test
  void placesBecomeWhatTheyName() {
    Thrown cause = Thrown.newBuilder().setClassName("b").addSharedFrames(1).build();
    Thrown thrown =
        Thrown.newBuilder()
            .setClassName("a")
            .addSharedFrames(1)
            .addSharedFrames(1)
            .setCause(cause)
            .addSuppressed(cause)
            .build();
    LogRecord.Builder record =
        LogRecord.newBuilder()
            .setLoggerText(1)
            .setThreadText(2)
            .setTemplate("its own")
            .setThrown(thrown);

    Batch whole = WholeRecords.of(batch(record));

    assertThat(whole.getTextsCount() + whole.getFramesCount()).isZero();
    LogRecord got = whole.getRecords(0);
    assertThat(got.getLogger()).isEqualTo("shop.Checkout");
    assertThat(got.getThread()).isEqualTo("main");
    assertThat(got.getTemplate()).isEqualTo("its own");
    assertThat(got.getLoggerText() + got.getThreadText()).isZero();
    assertThat(got.getThrown().getFramesList()).containsExactly(FRAME, FRAME);
    assertThat(got.getThrown().getCause().getFramesList()).containsExactly(FRAME);
    assertThat(got.getThrown().getSuppressed(0).getFramesList()).containsExactly(FRAME);
    assertThat(got.getThrown().getCause().getSharedFramesCount()).isZero();
  }

  @Test
  void aBatchWithoutPlacesStaysAsItIs() {
    Batch plain =
        Batch.newBuilder().addRecords(LogRecord.newBuilder().setLogger("a").setThread("b")).build();

    assertThat(WholeRecords.of(plain)).isEqualTo(plain);
  }

  @Test
  void aPlaceThatDoesNotExistIsRefused() {
    assertRefused(
        batch(LogRecord.newBuilder().setThreadText(3)), "batch.records[0].thread_text is 3");
    assertRefused(batch(LogRecord.newBuilder().setLoggerText(-1)), "logger_text is 4294967295");
    assertRefused(
        batch(LogRecord.newBuilder().setThrown(Thrown.newBuilder().addSharedFrames(0))),
        "thrown.shared_frames is 0");
    assertRefused(
        Batch.newBuilder().addRecords(LogRecord.newBuilder().setTemplateText(1)).build(),
        "the batch has 0");
  }

  @Test
  void aPlaceBesideWhatItIsForIsRefused() {
    assertRefused(
        batch(LogRecord.newBuilder().setLoggerText(1).setLogger("other")),
        "logger_text is given beside the text itself");
    assertRefused(
        batch(
            LogRecord.newBuilder()
                .setThrown(Thrown.newBuilder().addFrames(FRAME).addSharedFrames(1))),
        "shared_frames is given beside frames");
  }

  @Test
  void aSmallMessageDoesNotBecomeALargeOne() {
    Batch.Builder texts = Batch.newBuilder().addTexts("x".repeat(262_144));
    Thrown.Builder thrown = Thrown.newBuilder();
    for (int i = 0; i < 10_000; i++) {
      texts.addRecords(LogRecord.newBuilder().setTemplateText(1));
      thrown.addSharedFrames(1);
    }
    Batch frames =
        Batch.newBuilder()
            .addFrames(FRAME.toBuilder().setFile("x".repeat(10_000)))
            .addRecords(LogRecord.newBuilder().setThrown(thrown))
            .build();

    assertRefused(texts.build(), "send smaller batches");
    assertRefused(frames, "send smaller batches");
  }
}
