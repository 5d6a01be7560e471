package dev.hephaestus.server.otlp;

import static dev.hephaestus.server.otlp.OtlpFixture.gzip;
import static dev.hephaestus.server.otlp.OtlpFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Status;
import dev.hephaestus.server.ingest.Intake;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.StoredRecord;
import dev.hephaestus.server.security.KeyLimits;
import dev.hephaestus.server.security.Principal;
import dev.hephaestus.server.security.Scope;
import dev.hephaestus.server.security.Throttles;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is answered to whom, and what is on disk by then. */
final class OtlpHttpTest {
  private final OtlpFixture fixture = new OtlpFixture();

  @Test
  void recordsOfSeveralRequestsAreNumberedInTheirOrder() {
    assertThat(fixture.post(request(OtlpFixture.of("tea-shop", "one", "two"))).status())
        .isEqualTo(200);
    assertThat(fixture.post(request(OtlpFixture.of("tea-shop", "three"))).status()).isEqualTo(200);

    assertThat(fixture.stored())
        .extracting(LogRecord::message)
        .containsExactly("one", "two", "three");
    assertThat(fixture.records.all())
        .extracting(StoredRecord::sequence)
        .containsExactly(1L, 2L, 3L);
  }

  @Test
  void gzipIsUnpacked() {
    byte[] body = gzip(request(OtlpFixture.of("tea-shop", "one")).build().toByteArray());

    assertThat(post("application/x-protobuf", "gzip", body).status()).isEqualTo(200);
    assertThat(fixture.stored()).hasSize(1);
  }

  @Test
  void jsonIsReadWithHexadecimalIds() {
    String json =
        """
        {"resourceLogs":[{"resource":{"attributes":[
            {"key":"service.name","value":{"stringValue":"tea-shop"}}]},
          "scopeLogs":[{"scope":{"name":"tea.Prices"},"logRecords":[{
            "timeUnixNano":"1767225600123456789","severityNumber":17,"severityText":"Error",
            "traceId":"5B8EFFF798038103D269B633813FC60C","spanId":"eee19b7ec3c1b174",
            "body":{"stringValue":"no price"},"someday":{"new":1}}]}]}]}
        """;

    OtlpHttp.Reply reply =
        post("application/json; charset=utf-8", null, json.getBytes(StandardCharsets.UTF_8));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(new String(reply.body(), StandardCharsets.UTF_8)).isEqualTo("{}");
    LogRecord record = fixture.stored().get(0);
    assertThat(record.traceId()).isEqualTo("5b8efff798038103d269b633813fc60c");
    assertThat(record.spanId()).isEqualTo("eee19b7ec3c1b174");
    assertThat(record.message()).isEqualTo("no price");
  }

  @Test
  void whatHasANodeIsTakenAndTheRestIsCountedWithTheReason() throws IOException {
    OtlpHttp.Reply reply =
        fixture.post(
            request(OtlpFixture.of("tea-shop", "one"), OtlpFixture.of("coffee", "two", "three")));

    assertThat(reply.status()).isEqualTo(200);
    var partial = ExportLogsServiceResponse.parseFrom(reply.body()).getPartialSuccess();
    assertThat(partial.getRejectedLogRecords()).isEqualTo(2);
    assertThat(partial.getErrorMessage()).contains("no node", "\"coffee\"", "otlp.nodes");
    assertThat(fixture.stored()).hasSize(1);
  }

  @Test
  void aRequestOfWhichNothingCanBeTakenIsRefusedForGood() throws IOException {
    OtlpHttp.Reply reply = fixture.post(request(OtlpFixture.of("coffee", "one")));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.retryAfter()).isZero();
    assertThat(Status.parseFrom(reply.body()).getMessage()).contains("\"coffee\"");
  }

  @Test
  void whatCouldNotBeStoredIsToBeSentAgainAndIsThenStoredOnce() {
    fixture.post(request(OtlpFixture.of("tea-shop", "one")));
    fixture.records.failWith(new IllegalStateException("disk full"));
    OtlpHttp.Reply failed = fixture.post(request(OtlpFixture.of("tea-shop", "two")));
    fixture.records.failWith(null);
    OtlpHttp.Reply again = fixture.post(request(OtlpFixture.of("tea-shop", "two")));

    assertThat(failed.status()).isEqualTo(503);
    assertThat(failed.retryAfter()).isPositive();
    assertThat(again.status()).isEqualTo(200);
    assertThat(fixture.stored()).extracting(LogRecord::message).containsExactly("one", "two");
  }

  @Test
  void afterAFailureNothingIsTakenForWhatWasStoredBefore() {
    fixture.post(request(OtlpFixture.of("tea-shop", "one")));
    fixture.records.failWith(new IllegalStateException("committed, but nobody heard"));
    fixture.post(request(OtlpFixture.of("tea-shop", "two")));
    fixture.records.failWith(null);
    fixture.post(request(OtlpFixture.of("tea-shop", "three")));

    assertThat(fixture.records.all().stream().map(each -> each.session().epoch()).distinct())
        .hasSize(2);
  }

  @Test
  void tooMuchAtOnceIsToBeSentAgain() {
    OtlpHttp.Reply whole = withRoomFor(100);
    OtlpHttp.Reply parsed = withRoomFor(2_300);

    assertThat(List.of(whole.status(), parsed.status())).containsOnly(503);
    assertThat(whole.retryAfter()).isPositive();
    assertThat(fixture.stored()).isEmpty();
  }

  /** Others hold the rest of it; what the request held is given back, as it can be sent again. */
  private OtlpHttp.Reply withRoomFor(long bytes) {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    Intake intake = new Intake(1 << 20, meters);
    long others = (2 << 20) - bytes;
    intake.take(others);
    OtlpHttp full = new OtlpHttp(new OtlpReception(fixture.logs, intake, fixture.ids));
    byte[] body = request(OtlpFixture.of("tea-shop", "x".repeat(2_000))).build().toByteArray();
    OtlpHttp.Reply reply =
        full.post(
            "application/x-protobuf", null, new ByteArrayInputStream(body), OtlpFixture.ANYBODY);
    assertThat(meters.get("hephaestus.ingest.held").gauge().value()).isEqualTo((double) others);
    return reply;
  }

  @Test
  void whoSentMoreThanItsLimitIsPutOffAndLosesNothing() {
    Principal slow = new Principal("key:slow", Scope.LOCAL, new KeyLimits(1, 0, 0, 0));
    Sender sender = new Sender(slow, new Throttles(fixture.clock).of(slow));
    byte[] body =
        request(OtlpFixture.of("tea-shop", "1", "2", "3", "4", "5")).build().toByteArray();

    assertThat(post(sender, body).status()).isEqualTo(200);
    OtlpHttp.Reply later = post(sender, body);
    assertThat(later.status()).isEqualTo(503);
    assertThat(later.retryAfter()).isGreaterThanOrEqualTo(4);
    assertThat(fixture.stored()).hasSize(5);
    fixture.clock.advance(Duration.ofSeconds(later.retryAfter()));
    assertThat(post(sender, body).status()).isEqualTo(200);
  }

  @Test
  void secretsAreTakenOutBeforeRecordsAreStored() {
    fixture.post(
        request(OtlpFixture.of("tea-shop", "login with password=correct-horse-battery-9")));

    assertThat(fixture.stored().toString()).doesNotContain("correct-horse-battery-9");
  }

  @Test
  void aBombIsRefusedBeforeItIsUnpacked() {
    byte[] bomb = gzip(new byte[64 << 20]);

    assertThat(post("application/x-protobuf", "gzip", bomb).status()).isEqualTo(413);
  }

  @Test
  void manyFieldsInFewBytesAreRefused() {
    byte[] empty = new byte[4 << 20];
    for (int i = 0; i < empty.length; i += 2) {
      empty[i] = 0x0a; // a resource without anything
    }

    assertThat(fixture.post(empty).status()).isEqualTo(400);
  }

  @Test
  void valuesNestedWithoutEndAreRefused() {
    byte[] value = {};
    for (int i = 0; i < 200; i++) {
      value = field(5, field(1, value));
    }
    byte[] request = field(1, field(2, field(2, field(5, value))));

    assertThat(fixture.post(request).status()).isEqualTo(400);
  }

  @Test
  void bytesThatAreNoMessageAreRefused() {
    assertThat(fixture.post("hello".getBytes(StandardCharsets.UTF_8)).status()).isEqualTo(400);
    assertThat(post("application/x-protobuf", "gzip", new byte[] {1, 2}).status()).isEqualTo(400);
    assertThat(post("application/json", null, new byte[] {'['}).status()).isEqualTo(400);
  }

  @Test
  void otherTypesAndEncodingsAreRefused() {
    assertThat(post("text/plain", null, new byte[0]).status()).isEqualTo(415);
    assertThat(post(null, null, new byte[0]).status()).isEqualTo(415);
    assertThat(post("application/x-protobuf", "zstd", new byte[0]).status()).isEqualTo(415);
  }

  @Test
  void aBodyThatTricklesIsGivenUp() {
    AtomicLong seconds = new AtomicLong();
    OtlpHttp http =
        new OtlpHttp(
            new OtlpReception(fixture.logs, fixture.intake, fixture.ids),
            () -> seconds.addAndGet(10) * 1_000_000_000L);
    ByteArrayInputStream slow =
        new ByteArrayInputStream(new byte[100]) {
          @Override
          public synchronized int read(byte[] into, int from, int most) {
            return super.read(into, from, 1);
          }
        };

    assertThat(http.post("application/x-protobuf", null, slow, OtlpFixture.ANYBODY).status())
        .isEqualTo(408);
  }

  @Test
  void anEmptyRequestIsFine() {
    OtlpHttp.Reply reply = fixture.post(new byte[0]);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).isEmpty();
  }

  private static byte[] field(int number, byte[] content) {
    byte[] length = new byte[5];
    int at = 0;
    int left = content.length;
    do {
      length[at++] = (byte) (left > 127 ? (left & 127) | 128 : left);
      left >>>= 7;
    } while (left > 0);
    byte[] field = new byte[1 + at + content.length];
    field[0] = (byte) ((number << 3) | 2);
    System.arraycopy(length, 0, field, 1, at);
    System.arraycopy(content, 0, field, 1 + at, content.length);
    return Arrays.copyOf(field, field.length);
  }

  private OtlpHttp.Reply post(Sender sender, byte[] body) {
    return fixture.http.post(
        "application/x-protobuf", null, new ByteArrayInputStream(body), sender);
  }

  private OtlpHttp.Reply post(@Nullable String type, @Nullable String encoding, byte[] body) {
    return fixture.http.post(type, encoding, new ByteArrayInputStream(body), OtlpFixture.ANYBODY);
  }
}
