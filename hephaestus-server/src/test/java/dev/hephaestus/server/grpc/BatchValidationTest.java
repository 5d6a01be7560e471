package dev.hephaestus.server.grpc;

import static dev.hephaestus.server.grpc.RequestValidationTest.fields;
import static dev.hephaestus.server.grpc.RequestValidationTest.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.proto.v1.Batch;
import dev.hephaestus.proto.v1.CapturedValue;
import dev.hephaestus.proto.v1.Frame;
import dev.hephaestus.proto.v1.Level;
import dev.hephaestus.proto.v1.LogRecord;
import dev.hephaestus.proto.v1.Loss;
import dev.hephaestus.proto.v1.Pair;
import dev.hephaestus.proto.v1.Thrown;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a batch, its records and what was thrown must be. */
final class BatchValidationTest {
  @Test
  void aBatchHasRecordsAndAPlaceInTheSequence() {
    assertThat(fields(refused(() -> RequestValidation.check(Batch.getDefaultInstance()))))
        .containsExactly("batch.first_sequence", "batch.records");
    Batch tooMany =
        Batch.newBuilder()
            .setFirstSequence(Long.MAX_VALUE)
            .addAllRecords(java.util.Collections.nCopies(10_001, WireFixture.record("x").build()))
            .build();
    assertThat(fields(refused(() -> RequestValidation.check(tooMany))))
        .containsExactly("batch.first_sequence", "batch.records");
  }

  @Test
  void aBatchCannotSkipMoreThanLiesBeforeIt() {
    Batch good =
        batchOf(WireFixture.record("x").build()).toBuilder()
            .setFirstSequence(5)
            .setSkipped(4)
            .build();
    RequestValidation.check(good);

    Batch bad = good.toBuilder().setSkipped(5).build();
    assertThat(fields(refused(() -> RequestValidation.check(bad))))
        .containsExactly("batch.skipped");
    Batch worse = good.toBuilder().setSkipped(-1).build();
    assertThat(fields(refused(() -> RequestValidation.check(worse))))
        .containsExactly("batch.skipped");
  }

  @Test
  void lossesAreJudged() {
    Batch batch =
        batchOf(WireFixture.record("x").build()).toBuilder()
            .addLosses(Loss.newBuilder().setLevelValue(2).setReasonValue(77))
            .build();

    assertThat(fields(refused(() -> RequestValidation.check(batch))))
        .containsExactly(
            "batch.losses[0].level", "batch.losses[0].count", "batch.losses[0].reason");
  }

  @Test
  void aRecordNamesEveryFault() {
    String tooLong = "x".repeat(262_145);
    LogRecord record =
        LogRecord.newBuilder()
            .setTimeUnixNanos(-1)
            .setLevelValue(3)
            .setLogger("l".repeat(1_025))
            .setThread("t".repeat(1_025))
            .setTemplate(tooLong)
            .setMessage(tooLong)
            .addArguments("fine")
            .addArguments(tooLong)
            .addMarkers("m".repeat(1_025))
            .addMdc(WireFixture.pair("k", tooLong))
            .addKeyValues(WireFixture.pair("k".repeat(1_025), "v"))
            .setTraceId("0AF7651916CD43DD8448EB211C80319C")
            .setSpanId("b7ad6b716920333")
            .setRoleValue(12)
            .build();

    assertThat(recordFaults(record))
        .containsExactly(
            "time_unix_nanos",
            "level",
            "logger",
            "thread",
            "template",
            "message",
            "arguments[1]",
            "markers[0]",
            "mdc[\"k\"]",
            "key_values",
            "trace_id",
            "span_id",
            "role");
  }

  @Test
  void aRecordHasABoundedNumberOfParts() {
    List<String> many = java.util.Collections.nCopies(1_001, "x");
    LogRecord.Builder record = WireFixture.record("x").addAllArguments(many).addAllMarkers(many);
    for (int i = 0; i < 1_001; i++) {
      Pair pair = WireFixture.pair("k" + i, "v");
      record.addMdc(pair).addKeyValues(pair);
    }

    assertThat(recordFaults(record.build()))
        .containsExactly("arguments", "markers", "mdc", "key_values");
  }

  @Test
  void aThrowableNamesEveryFault() {
    Thrown thrown =
        Thrown.newBuilder()
            .setMessage("m".repeat(262_145))
            .setFramesInCommon(-1)
            .setFramesOmitted(-1)
            .setCircular(true)
            .addFrames(
                Frame.newBuilder()
                    .setFile("f".repeat(1_025))
                    .setJar("j".repeat(1_025))
                    .setVersion("v".repeat(1_025))
                    .setLine(-1)
                    .addValues(
                        CapturedValue.newBuilder()
                            .setName("n".repeat(1_025))
                            .setType("t".repeat(1_025))
                            .setText("x".repeat(65_537))
                            .setRedacted(true)))
            .setCause(Thrown.getDefaultInstance())
            .addSuppressed(Thrown.getDefaultInstance())
            .build();

    assertThat(recordFaults(WireFixture.record("x").setThrown(thrown).build()))
        .containsExactly(
            "thrown.class_name",
            "thrown.message",
            "thrown.frames_in_common",
            "thrown.frames_omitted",
            "thrown.frames[0].class_name",
            "thrown.frames[0].method",
            "thrown.frames[0].file",
            "thrown.frames[0].jar",
            "thrown.frames[0].version",
            "thrown.frames[0].line",
            "thrown.frames[0].values[0].name",
            "thrown.frames[0].values[0].type",
            "thrown.frames[0].values[0].text",
            "thrown.frames[0].values[0].redacted",
            "thrown.circular",
            "thrown.cause.class_name",
            "thrown.suppressed[0].class_name");
  }

  @Test
  void throwablesAndValuesNestToABoundedDepth() {
    assertThat(recordFaults(thrownNested(64))).isEmpty();
    assertThat(recordFaults(thrownNested(65))).containsExactly("thrown" + ".cause".repeat(64));
    assertThat(recordFaults(valueNested(16))).isEmpty();
    assertThat(recordFaults(valueNested(17)))
        .containsExactly("thrown.frames[0].values[0]" + ".parts[0]".repeat(16));
  }

  @Test
  void framesAndSuppressedAreBounded() {
    Frame frame = Frame.newBuilder().setClassName("A").setMethod("b").build();
    Thrown thrown =
        Thrown.newBuilder()
            .setClassName("X")
            .addAllFrames(java.util.Collections.nCopies(10_001, frame))
            .addAllSuppressed(
                java.util.Collections.nCopies(101, Thrown.newBuilder().setClassName("Y").build()))
            .build();

    assertThat(recordFaults(WireFixture.record("x").setThrown(thrown).build()))
        .containsExactly("thrown.frames", "thrown.suppressed");
  }

  static LogRecord fullRecord() {
    return WireFixture.record("x")
        .setLevel(Level.LEVEL_FATAL)
        .setTraceId("0af7651916cd43dd8448eb211c80319c")
        .setSpanId("b7ad6b7169203331")
        .setRole(LogRecord.Role.ROLE_CONTEXT)
        .setThrown(
            Thrown.newBuilder()
                .setClassName("X")
                .addFrames(Frame.newBuilder().setClassName("A").setMethod("b").setLine(-2))
                .setCause(Thrown.newBuilder().setClassName("X").setCircular(true)))
        .build();
  }

  private static LogRecord thrownNested(int depth) {
    Thrown thrown = Thrown.newBuilder().setClassName("X").build();
    for (int i = 1; i < depth; i++) {
      thrown = Thrown.newBuilder().setClassName("X").setCause(thrown).build();
    }
    return WireFixture.record("x").setThrown(thrown).build();
  }

  private static LogRecord valueNested(int depth) {
    CapturedValue value = CapturedValue.newBuilder().setName("v").build();
    for (int i = 1; i < depth; i++) {
      value = CapturedValue.newBuilder().setName("v").addParts(value).build();
    }
    Frame frame = Frame.newBuilder().setClassName("A").setMethod("b").addValues(value).build();
    return WireFixture.record("x")
        .setThrown(Thrown.newBuilder().setClassName("X").addFrames(frame))
        .build();
  }

  private static List<String> recordFaults(LogRecord record) {
    RequestFaults faults = new RequestFaults();
    RecordRules.check(record, faults);
    return faults.isEmpty() ? List.of() : fields(faults.toException());
  }

  static Batch batchOf(LogRecord record) {
    return Batch.newBuilder().setFirstSequence(1).addRecords(record).build();
  }
}
