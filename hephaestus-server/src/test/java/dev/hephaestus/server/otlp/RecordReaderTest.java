package dev.hephaestus.server.otlp;

import static dev.hephaestus.server.otlp.OtlpFixture.attribute;
import static dev.hephaestus.server.otlp.OtlpFixture.record;
import static dev.hephaestus.server.otlp.OtlpFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.Level;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.Thrown;
import dev.hephaestus.server.testkit.MutableClock;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What becomes of the fields and attributes of a record. */
final class RecordReaderTest {
  private static final String TRACE =
      """
      java.lang.IllegalStateException: outer
      \tat tea.Shop$Till.pay(Shop.java:12)
      \tat tea.Main.main(Main.java:3)
      Caused by: java.lang.NullPointerException: inner
      \tat tea.Prices.of(Prices.java:7)
      \t... 1 more
      """;

  private final RecordReader reader =
      new RecordReader(new MutableClock(Instant.parse("2026-02-03T04:05:06Z")));

  @Test
  void theTraceIsTakenApart() {
    Thrown thrown =
        thrown(
            record("failed")
                .addAttributes(attribute("exception.type", "java.lang.IllegalStateException"))
                .addAttributes(attribute("exception.message", "outer"))
                .addAttributes(attribute("exception.stacktrace", TRACE)));

    assertThat(thrown.headline()).isEqualTo("java.lang.IllegalStateException: outer");
    assertThat(thrown.frames().get(0).className()).isEqualTo("tea.Shop$Till");
    assertThat(thrown.deepestCause().headline()).isEqualTo("java.lang.NullPointerException: inner");
    assertThat(thrown.deepestCause().framesInCommon()).isEqualTo(1);
  }

  @Test
  void theTraceOfAnotherLanguageIsTakenApart() {
    Thrown thrown =
        thrown(
            record("failed")
                .addAttributes(attribute("exception.type", "ZeroDivisionError"))
                .addAttributes(attribute("exception.message", "division by zero"))
                .addAttributes(
                    attribute(
                        "exception.stacktrace",
                        """
                        Traceback (most recent call last):
                          File "/app/main.py", line 9, in <module>
                            total()
                          File "/app/cart.py", line 4, in total
                            return 1 / 0
                        ZeroDivisionError: division by zero
                        """)));

    assertThat(thrown.headline()).isEqualTo("ZeroDivisionError: division by zero");
    assertThat(thrown.frames().get(0).line()).isEqualTo(4);
  }

  @Test
  void withoutATraceTheCodeThatLoggedIsTheFrame() {
    Thrown thrown =
        thrown(
            record("failed")
                .addAttributes(attribute("exception.type", "tea.SoldOut"))
                .addAttributes(attribute("code.function.name", "tea.Shop.sell"))
                .addAttributes(attribute("code.file.path", "src/Shop.java"))
                .addAttributes(attribute("code.line.number", "42")));

    assertThat(thrown.headline()).isEqualTo("tea.SoldOut");
    assertThat(thrown.frames()).containsExactly(Frame.of("tea.Shop", "sell", "src/Shop.java", 42));
  }

  @Test
  void aTraceInTheBodyIsFound() {
    LogRecord read = reader.read(record("pay failed\n" + TRACE).build(), "tea.Shop");

    assertThat(read.message()).isEqualTo("pay failed");
    assertThat(Objects.requireNonNull(read.thrown()).chain()).hasSize(2);
  }

  @Test
  void severitiesBetweenLevelsAreThoseBelowThem() {
    assertThat(level(SeverityNumber.SEVERITY_NUMBER_ERROR4, "")).isEqualTo(Level.ERROR);
    assertThat(level(SeverityNumber.SEVERITY_NUMBER_WARN2, "")).isEqualTo(Level.WARN);
    assertThat(level(SeverityNumber.SEVERITY_NUMBER_UNSPECIFIED, "warning")).isEqualTo(Level.WARN);
    assertThat(level(SeverityNumber.SEVERITY_NUMBER_UNSPECIFIED, "")).isEqualTo(Level.INFO);
  }

  @Test
  void aBodyThatIsAMapIsItsMessageAndTheRestOfIt() {
    AnyValue body =
        AnyValue.newBuilder()
            .setKvlistValue(
                KeyValueList.newBuilder()
                    .addValues(attribute("message", "sold out"))
                    .addValues(attribute("tea", "mate")))
            .build();

    LogRecord read = reader.read(record("").setBody(body).build(), "");

    assertThat(read.message()).isEqualTo("sold out");
    assertThat(read.keyValues()).isEqualTo(Map.of("tea", "mate"));
  }

  @Test
  void valuesOfAllKindsArePrinted() {
    AnyValue list =
        AnyValue.newBuilder()
            .setArrayValue(
                ArrayValue.newBuilder()
                    .addValues(text("a\"b"))
                    .addValues(AnyValue.newBuilder().setIntValue(7))
                    .addValues(AnyValue.newBuilder().setBytesValue(ByteString.copyFromUtf8("hi"))))
            .build();

    assertThat(reader.read(record("").setBody(list).build(), "").message())
        .isEqualTo("[\"a\\\"b\",7,\"aGk=\"]");
  }

  @Test
  void nestingIsCutAtADepth() {
    AnyValue deep = text("x");
    for (int i = 0; i < 30; i++) {
      deep = AnyValue.newBuilder().setArrayValue(ArrayValue.newBuilder().addValues(deep)).build();
    }

    assertThat(ValueText.of(deep, 1_000)).startsWith("[[[[").contains("…").doesNotContain("x");
  }

  @Test
  void whatAppendersSayHasItsField() {
    LogRecord read =
        reader.read(
            record("no price for mate")
                .addAttributes(attribute("thread.name", "http-1"))
                .addAttributes(attribute("logback.mdc.user", "7"))
                .addAttributes(attribute("log.body.template", "no price for {}"))
                .addAttributes(
                    KeyValue.newBuilder()
                        .setKey("log.body.parameters")
                        .setValue(
                            AnyValue.newBuilder()
                                .setArrayValue(ArrayValue.newBuilder().addValues(text("mate")))))
                .addAttributes(attribute("order", "9"))
                .setTraceId(ByteString.copyFrom(new byte[16]))
                .setSpanId(ByteString.copyFrom(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}))
                .build(),
            "tea.Prices");

    assertThat(read.thread()).isEqualTo("http-1");
    assertThat(read.mdc()).isEqualTo(Map.of("user", "7"));
    assertThat(read.template()).isEqualTo("no price for {}");
    assertThat(read.arguments()).containsExactly("mate");
    assertThat(read.keyValues()).isEqualTo(Map.of("order", "9"));
    assertThat(read.traceId()).isEmpty();
    assertThat(read.spanId()).isEqualTo("0102030405060708");
    assertThat(read.logger()).isEqualTo("tea.Prices");
    assertThat(read.time()).isEqualTo(Instant.parse("2026-01-01T00:00:00.123456789Z"));
  }

  @Test
  void aRecordWithoutATimeIsOfNow() {
    assertThat(reader.read(record("x").setTimeUnixNano(-1).build(), "").time())
        .isEqualTo(Instant.parse("2026-02-03T04:05:06Z"));
  }

  @Test
  void longTextsAndManyAttributesAreCut() {
    var record = record("é".repeat(300_000));
    for (int i = 0; i < 500; i++) {
      record.addAttributes(attribute("key" + i, "v"));
    }

    LogRecord read = reader.read(record.build(), "n".repeat(5_000));

    assertThat(read.message()).hasSize(OtlpLimits.MESSAGE).endsWith("…");
    assertThat(read.logger()).hasSize(OtlpLimits.NAME);
    assertThat(read.keyValues()).hasSize(OtlpLimits.ATTRIBUTES);
  }

  private Thrown thrown(io.opentelemetry.proto.logs.v1.LogRecord.Builder record) {
    return Objects.requireNonNull(reader.read(record.build(), "tea").thrown());
  }

  private Level level(SeverityNumber number, String text) {
    return reader
        .read(record("x").setSeverityNumber(number).setSeverityText(text).build(), "")
        .level();
  }
}
