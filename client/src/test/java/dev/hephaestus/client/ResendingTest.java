package dev.hephaestus.client;

import static dev.hephaestus.client.TestClients.error;
import static dev.hephaestus.client.TestClients.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hephaestus.proto.v1.Loss;
import dev.hephaestus.proto.v1.StreamLogsResponse;
import io.grpc.Status;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ResendingTest extends AgainstFakeServer {
  @Test
  void whatWasKeptButNotAcknowledgedIsNotDoubledAfterAReset() {
    HephaestusClient client = client("batchRecords", "10");
    awaitConnected();
    server.resetAfterBatches(3);
    for (String message : numbered("r", 200)) {
      client.append(error(message), plain);
    }

    awaitMessages(numbered("r", 200));
    assertThat(server.hellos()).isGreaterThan(1);
    assertThat(server.gaps()).isZero();
    await().untilAsserted(() -> assertThat(client.counters().acknowledged()).isEqualTo(200));
  }

  @Test
  void manyResetsWhileLoggingLeaveNeitherGapNorDouble() {
    HephaestusClient client = client("batchRecords", "7", "reconnectMax", "20ms");
    for (int i = 0; i < 20; i++) {
      for (String message : numbered(i + "-", 25)) {
        client.append(error(message), plain);
      }
      await().until(() -> server.openStreams() > 0);
      server.reset();
    }

    String[] all =
        IntStream.range(0, 20)
            .boxed()
            .flatMap(i -> IntStream.range(0, 25).mapToObj(j -> i + "-" + j))
            .toArray(String[]::new);
    awaitMessages(all);
    assertThat(server.gaps()).isZero();
  }

  @Test
  void withheldAcknowledgementsAreResentWithTheSameSequences() {
    server.withholdAcks();
    HephaestusClient client = client();
    client.append(error("one"), plain);
    awaitMessages("one");
    assertThat(client.counters().acknowledged()).isZero();

    server.forget();
    server.reset();

    await().untilAsserted(() -> assertThat(server.batches()).hasSize(2));
    assertThat(server.batches().get(1)).isEqualTo(server.batches().get(0));
  }

  @Test
  void aServerThatForgotTheSessionIsToldWhatWillNotComeAgain() {
    HephaestusClient client = client();
    client.append(error("before"), plain);
    await().untilAsserted(() -> assertThat(client.counters().acknowledged()).isEqualTo(1));
    server.forget();
    server.reset();

    client.append(error("after"), plain);

    awaitMessages("before", "after");
    assertThat(server.gaps()).isZero();
  }

  @Test
  void aServerThatForgotTheSessionAndKnowsNoSkipsGetsANewEpoch() {
    server.refuseSkips();
    HephaestusClient client = client();
    client.append(error("before"), plain);
    await().untilAsserted(() -> assertThat(client.counters().acknowledged()).isEqualTo(1));
    server.forget();
    server.reset();

    client.append(error("after"), plain);

    awaitMessages("before", "after");
    await().untilAsserted(() -> assertThat(client.counters().acknowledged()).isEqualTo(2));
  }

  @Test
  void oneRecordThatTheServerRefusesDoesNotHoldUpTheOthers() {
    server.refuseRecords(record -> record.getMessage().equals("r5"));
    HephaestusClient client = client();
    for (String message : numbered("r", 12)) {
      client.append(error(message), plain);
    }

    await().untilAsserted(() -> assertThat(server.messages()).contains("r0", "r4", "r6", "r11"));
    assertThat(server.messages()).hasSize(12).doesNotContain("r5");
    client.append(error("next"), plain);
    await()
        .untilAsserted(
            () ->
                assertThat(server.losses())
                    .extracting(Loss::getReason)
                    .containsExactly(Loss.Reason.REASON_UNREADABLE));
  }

  @Test
  void refusalIsSaidOnceAndNotRetriedSoon() {
    server.refuse(Status.UNAUTHENTICATED.withDescription("no such key"));
    client();

    await().untilAsserted(() -> assertThat(status.warnings).hasSize(1));
    assertThat(status.warnings.get(0)).contains("refuses", "no such key");
    await()
        .during(Duration.ofMillis(400))
        .atMost(Duration.ofSeconds(2))
        .until(() -> server.initialized().size() == 1);
  }

  @Test
  void drainIsFollowedByAReturnAfterTheDelay() {
    HephaestusClient client = client();
    awaitConnected();
    StreamLogsResponse.Builder drain = StreamLogsResponse.newBuilder();
    drain.getDrainBuilder().getReconnectAfterBuilder().setNanos(100_000_000);
    server.send(drain.build());
    await().untilAsserted(() -> assertThat(server.goodbyes()).containsExactly("drained"));

    client.append(error("after"), plain);

    awaitMessages("after");
    assertThat(server.hellos()).isEqualTo(2);
    assertThat(status.warnings).isEmpty();
  }
}
