package dev.hephaestus.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hephaestus.server.HephaestusException;
import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.Level;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.Thrown;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

final class RecordCodecTest {

  @Test
  void givesBackWhatIsFullAndWhatIsEmpty() {
    List<LogRecord> records =
        List.of(
            TestObjects.full(),
            LogRecord.of(Instant.MIN, Level.TRACE, "", "", null),
            LogRecord.of(Instant.MAX, Level.FATAL, "", "\u0000\u001f\uFFFF", null));

    assertThat(RecordCodec.decode(RecordCodec.encode(records))).isEqualTo(records);
  }

  @Test
  void keepsTheOrderOfMapsAndAnEmptyMessageApartFromNone() {
    Thrown thrown = TestObjects.thrown();
    LogRecord read = RecordCodec.decode(RecordCodec.encode(List.of(TestObjects.full()))).get(0);

    assertThat(read.thrown()).isEqualTo(thrown);
    assertThat(thrown.message()).isEmpty();
    assertThat(thrown.deepestCause().message()).isNull();
  }

  @Test
  void halfASurrogatePairDoesNotStopABatch() {
    LogRecord cut = TestObjects.record("cut \uD834");
    LogRecord whole = TestObjects.record("whole \uD834\uDD1E");

    assertThat(RecordCodec.decode(RecordCodec.encode(List.of(cut, whole))))
        .extracting(LogRecord::message)
        .containsExactly("cut \uFFFD", "whole \uD834\uDD1E");
  }

  @Test
  void aLongChainOfCausesIsKept() {
    Thrown thrown = Thrown.of("E", "0", List.of());
    for (int i = 1; i < 400; i++) {
      thrown = new Thrown("E", Integer.toString(i), List.of(), 0, thrown, List.of());
    }
    LogRecord record = LogRecord.of(TestObjects.NOON, Level.ERROR, "l", "m", thrown);

    assertThat(RecordCodec.decode(RecordCodec.encode(List.of(record)))).containsExactly(record);
  }

  @Test
  void whatNestsTooDeepToBeReadAgainIsNotWritten() {
    Thrown thrown = Thrown.of("E", "0", List.of());
    for (int i = 1; i < 5_000; i++) {
      thrown = new Thrown("E", null, List.of(), 0, thrown, List.of());
    }
    LogRecord record = LogRecord.of(TestObjects.NOON, Level.ERROR, "l", "m", thrown);

    assertThatThrownBy(() -> RecordCodec.encode(List.of(record)))
        .isInstanceOf(HephaestusException.class)
        .hasMessageContaining("cannot be encoded");
  }

  @Test
  void passesOverFieldsAndConstantsOfANewerServer() throws IOException {
    byte[] body =
        body(
            "[{\"s\":1,\"level\":\"NOTICE\",\"message\":\"m\",\"new\":{\"a\":[1,{}]},"
                + "\"thrown\":{\"c\":\"E\",\"new\":[],\"frames\":[{\"c\":\"A\",\"new\":1,"
                + "\"values\":[{\"kind\":\"OPTIONAL\",\"text\":\"x\"}]}]}}]");

    LogRecord record = RecordCodec.decode(body).get(0);

    assertThat(record.message()).isEqualTo("m");
    assertThat(record.level()).isEqualTo(Level.INFO);
    assertThat(record.thrown()).isNotNull();
    assertThat(record.thrown().frames().get(0).values().get(0).text()).isEqualTo("x");
  }

  @Test
  void callsAreReadWhetherTheyAreSharedOrNot() {
    List<LogRecord> records = new ArrayList<>();
    for (int i = 0; i < 9_000; i++) {
      Frame own = Frame.of("shop.Cart" + i, "total", "Cart.java", i);
      Frame filter = Frame.of("shop.Filter", "handle", "Filter.java", i % 2);
      Thrown thrown = Thrown.of("E", "m", List.of(own, filter, own));
      records.add(LogRecord.of(TestObjects.NOON, Level.ERROR, "l", "m", thrown));
    }
    records.add(TestObjects.full());

    assertThat(RecordCodec.decode(RecordCodec.encode(records))).isEqualTo(records);
  }

  @Test
  void whatTheServerBeforeWroteIsRead() {
    byte[] formatTwo =
        Base64.getDecoder()
            .decode(
                "ArACAAD0UAKAqaGaDZWa7zojAAlzaG9wLkNhcnQABmh0dHAtMQAVb3JkZXIge30gb2Yge3"
                    + "0gZmFpbGVkAgIxNxRab8OrICJxdW90ZWQiIAog8J2EnhdvcmRlciAxNyBvZiBab8OrMQDx"
                    + "FQAEdXNlcgN1LTEABnRlbmFudAACAAVBVURJVAAEU0xPVwEAB2sA9StJZAIxNyA0YmY5Mm"
                    + "YzNTc3YjM0ZGE2YTNjZTkyOWQwZTBlNDczNhAwMGYwNjdhYTBiYTkwMmI3AgASvQDwBkV4"
                    + "Y2VwdGlvbgABAQAFdG90YWwACdYA4C5qYXZhAAAADAAAAQAeDQD1Ai5sYW5nLk51bGxQb2"
                    + "ludGVyPAA1AgAODgHxAiRMaW5lAAY8aW5pdD4LVAAIGgDwC2phcgAFMS40LjICAAR0aGlz"
                    + "AQAGT0JKRUNUXwCBBWl0ZW1zABNmAPAOdXRpbC5BcnJheUxpc3QACkNPTExFQ1RJT04CAA"
                    + "CjAFFrZW4AECsAAZEA9gRTdHJpbmcABlNUUklORwEAAAAYHQDzEXJlZmxlY3QuTWV0aG9k"
                    + "AAZpbnZva2UMAwwMABgAAAECdABVaW8uSU/PAFAHY2xvc1QAQQAAAADuAT8BAgPHAR8QBM"
                    + "IBfwUAAgYHAQioASOACQABAQoLAAyEAfYODQIODwtUEBECEgETAAABFBUWAgAAFxgZAQAA"
                    + "GhvRABMcvQBQZwAAAAA=");

    assertThat(RecordCodec.decode(formatTwo))
        .containsExactly(TestObjects.full(), TestObjects.full());
  }

  @Test
  void aBodyOfAnotherFormatOrACutOneIsRefused() {
    byte[] cut = new byte[20];
    System.arraycopy(RecordCodec.encode(List.of(TestObjects.full())), 0, cut, 0, 20);

    assertThatThrownBy(() -> RecordCodec.decode(new byte[] {9}))
        .hasMessageContaining("newer server");
    assertThatThrownBy(() -> RecordCodec.decode(new byte[0]))
        .isInstanceOf(HephaestusException.class);
    assertThatThrownBy(() -> RecordCodec.decode(cut)).isInstanceOf(HephaestusException.class);
  }

  @Test
  void aBatchOfLikeRecordsIsMuchSmallerThanItsText() {
    List<LogRecord> records = java.util.Collections.nCopies(500, TestObjects.full());

    assertThat(RecordCodec.encode(records)).hasSizeLessThan(500 * 100);
  }

  private static byte[] body(String json) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.write(1);
    try (DeflaterOutputStream deflated = new DeflaterOutputStream(body, new Deflater(1, true))) {
      deflated.write(json.getBytes(StandardCharsets.UTF_8));
    }
    return body.toByteArray();
  }
}
