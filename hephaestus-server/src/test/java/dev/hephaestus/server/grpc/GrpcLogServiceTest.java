package dev.hephaestus.server.grpc;

import static dev.hephaestus.server.grpc.WireFixture.batch;
import static dev.hephaestus.server.grpc.WireFixture.hello;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hephaestus.proto.v1.Mode;
import dev.hephaestus.proto.v1.StreamLogsRequest;
import dev.hephaestus.proto.v1.StreamLogsResponse.MessageCase;
import dev.hephaestus.proto.v1.Welcome;
import dev.hephaestus.server.ingest.SessionKey;
import dev.hephaestus.server.ingest.StoredRecord;
import io.grpc.Status;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sessions opened, records stored in order and acknowledged after the commit. */
final class GrpcLogServiceTest {
  private final WireFixture wire = new WireFixture();
  private final String node = wire.initialize();

  @AfterEach
  void stop() {
    wire.close();
  }

  @Test
  void welcomesWithWhatIsDurableTheCreditAndTheSettings() {
    wire.connect(node, "web-1").send(batch(1, 3)).acknowledged(3);

    StreamClient again = wire.open();
    again.send(hello(node, "web-1", 1));
    Welcome welcome = again.welcome();

    assertThat(welcome.getLastDurableSequence()).isEqualTo(3);
    assertThat(welcome.getCreditBytes()).isEqualTo(4 * 1024 * 1024);
    assertThat(welcome.getSettings().getMode()).isEqualTo(Mode.MODE_SUGGEST);
    assertThat(welcome.getSettings().getThreshold().getCount()).isEqualTo(1);
  }

  @Test
  void anotherEpochOrInstanceBeginsAtZero() {
    wire.connect(node, "web-1").send(batch(1, 3)).acknowledged(3);

    StreamClient epoch = wire.open().send(hello(node, "web-1", 2));
    StreamClient instance = wire.open().send(hello(node, "web-2", 1));

    assertThat(epoch.welcome().getLastDurableSequence()).isZero();
    assertThat(instance.welcome().getLastDurableSequence()).isZero();
  }

  @Test
  void storesRecordsInOrderWithTheirSessionAndResource() {
    wire.connect(node, "web-1").send(batch(1, 1, "a")).send(batch(2, 2, "b")).acknowledged(3);

    assertThat(wire.records.all())
        .extracting(StoredRecord::sequence, stored -> stored.record().message())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1L, "a"),
            org.assertj.core.groups.Tuple.tuple(2L, "b"),
            org.assertj.core.groups.Tuple.tuple(3L, "b"));
    assertThat(wire.records.all())
        .allSatisfy(
            stored -> {
              assertThat(stored.session()).isEqualTo(new SessionKey(node, "web-1", 1));
              assertThat(stored.resource().host()).isEqualTo("web-1");
            });
    assertThat(wire.commits.get()).isPositive();
  }

  @Test
  void acknowledgesOnlyAfterTheStoreHasCommitted() {
    StreamClient client = wire.connect(node, "web-1");
    wire.records.hold();
    client.send(batch(1, 2));

    await().during(Duration.ofMillis(150)).until(client::hasNothing);
    assertThat(wire.records.appended()).isEmpty();
    wire.records.release();

    client.acknowledged(2);
    assertThat(wire.records.appended()).containsExactly(2);
  }

  @Test
  void batchesThatWaitTogetherAreStoredTogether() {
    StreamClient client = wire.connect(node, "web-1");
    wire.records.hold();
    for (int i = 0; i < 20; i++) {
      client.send(batch(1 + i * 5L, 5));
    }
    await().during(Duration.ofMillis(200)).until(client::hasNothing);
    wire.records.release();

    client.acknowledged(100);
    assertThat(wire.records.all()).hasSize(100);
    assertThat(wire.records.appended()).hasSizeLessThan(20);
  }

  @Test
  void aDuplicateBatchIsTrimmedAndAcknowledgedAgain() {
    StreamClient client = wire.connect(node, "web-1");
    client.send(batch(1, 4)).acknowledged(4);

    client.send(batch(3, 4));
    client.acknowledged(6);
    client.send(batch(1, 2));
    client.next(MessageCase.CREDIT);

    assertThat(wire.records.all())
        .extracting(StoredRecord::sequence)
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(wire.meters.counter("hephaestus.ingest.records").count()).isEqualTo(6);
    assertThat(wire.meters.counter("hephaestus.ingest.duplicates").count()).isEqualTo(4);
  }

  @Test
  void aGapIsRefusedAfterWhatCameBeforeItWasAcknowledged() {
    StreamClient client = wire.connect(node, "web-1");
    client.send(batch(1, 2)).send(batch(5, 1));

    client.acknowledged(2);
    Status end = client.end();
    assertThat(end.getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
    assertThat(end.getDescription()).contains("sequence 5", "resend from 3");
    assertThat(wire.records.all()).hasSize(2);
  }

  @Test
  void creditComesBackAsBatchesBecomeDurable() {
    StreamClient client = wire.connect(node, "web-1");
    for (int i = 0; i < 6; i++) {
      StreamLogsRequest batch = batch(1 + i * 10L, 10, "x".repeat(200_000));
      client.send(batch);
      assertThat(client.acknowledged(10 + i * 10L)).isEqualTo(batch.getBatch().getSerializedSize());
    }
    assertThat(wire.records.all()).hasSize(60);
  }
}
