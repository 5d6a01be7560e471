package dev.hephaestus.server.grpc;

import static dev.hephaestus.server.grpc.WireFixture.batch;
import static dev.hephaestus.server.grpc.WireFixture.hello;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hephaestus.proto.v1.Batch;
import dev.hephaestus.proto.v1.ClientReport;
import dev.hephaestus.proto.v1.Level;
import dev.hephaestus.proto.v1.Loss;
import dev.hephaestus.proto.v1.StreamLogsRequest;
import dev.hephaestus.proto.v1.StreamLogsResponse.MessageCase;
import io.grpc.Status;
import io.micrometer.core.instrument.Gauge;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What clients say of their records. */
final class StreamReportsTest {
  private final WireFixture wire = new WireFixture();
  private final String node = wire.initialize();

  @AfterEach
  void stop() {
    wire.close();
  }

  @Test
  void lossesAreCountedByLevelAndReasonAndOnceForABatchThatComesAgain() {
    Batch batch =
        batch(1, 1).getBatch().toBuilder()
            .addLosses(
                Loss.newBuilder()
                    .setLevel(Level.LEVEL_WARN)
                    .setCount(7)
                    .setReason(Loss.Reason.REASON_QUEUE_FULL))
            .addLosses(Loss.newBuilder().setCount(2).setReason(Loss.Reason.REASON_UNREADABLE))
            .build();
    StreamLogsRequest request = StreamLogsRequest.newBuilder().setBatch(batch).build();
    StreamClient client = wire.connect(node, "web-1");
    client.send(request).acknowledged(1);
    client.send(request).next(MessageCase.CREDIT);

    assertThat(lost("WARN", "QUEUE_FULL")).isEqualTo(7);
    assertThat(lost("UNKNOWN", "UNREADABLE")).isEqualTo(2);
  }

  @Test
  void aReportIsAskedForAndCountedUntilTheClientIsGone() {
    String node = wire.initialize();
    StreamClient client = wire.open().send(hello(node, "web-1", 1));
    assertThat(client.welcome().getReportSeconds()).isPositive();

    client.send(report(ClientReport.newBuilder().setAppended(7).setAcknowledged(4).setWaiting(3)));

    await().until(() -> waiting(node) == 3);
    assertThat(
            wire.meters
                .get("hephaestus.client.appended")
                .tags("node", node, "service", "shop")
                .counter()
                .count())
        .isEqualTo(7);
    client.cancel();
    await().until(() -> waiting(node) == 0);
  }

  @Test
  void aReportBeforeHelloIsRefused() {
    Status end = wire.open().send(report(ClientReport.newBuilder())).end();

    assertThat(end.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(end.getDescription()).contains("Hello");
  }

  private static StreamLogsRequest report(ClientReport.Builder report) {
    return StreamLogsRequest.newBuilder().setReport(report).build();
  }

  private double waiting(String node) {
    Gauge gauge = wire.meters.find("hephaestus.client.waiting").tag("node", node).gauge();
    return gauge == null ? -1 : gauge.value();
  }

  @Test
  void aStreamIsASignOfLifeOfItsNode() {
    wire.clock.advance(Duration.ofHours(5));
    wire.connect(node, "web-1");

    wire.nodes.sweep(wire.clock.instant(), id -> true);
    assertThat(wire.nodes.find(node).orElseThrow().lastSeen()).isEqualTo(wire.clock.instant());
    wire.clock.advance(Duration.ofHours(5));
    wire.connect(node, "web-2").send(batch(1, 1)).acknowledged(1);
    wire.nodes.sweep(wire.clock.instant(), id -> true);
    assertThat(wire.nodes.find(node).orElseThrow().lastSeen()).isEqualTo(wire.clock.instant());
  }

  private double lost(String level, String reason) {
    return wire.meters
        .get("hephaestus.ingest.lost")
        .tags("level", level, "reason", reason)
        .counter()
        .count();
  }
}
