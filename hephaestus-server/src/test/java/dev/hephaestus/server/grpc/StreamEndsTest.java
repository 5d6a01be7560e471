package dev.hephaestus.server.grpc;

import static dev.hephaestus.server.grpc.WireFixture.batch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hephaestus.proto.v1.DeleteNodeRequest;
import dev.hephaestus.proto.v1.Goodbye;
import dev.hephaestus.proto.v1.StreamLogsRequest;
import dev.hephaestus.proto.v1.StreamLogsResponse;
import dev.hephaestus.proto.v1.StreamLogsResponse.MessageCase;
import dev.hephaestus.server.ingest.StorageException;
import dev.hephaestus.server.ingest.StoredRecord;
import io.grpc.Status;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How streams end, and that nothing is lost or doubled when they do. */
final class StreamEndsTest {
  private final WireFixture wire = new WireFixture();
  private final String node = wire.initialize();

  @AfterEach
  void stop() {
    wire.close();
  }

  @Test
  void aStoreThatFailsEndsTheStreamAsUnavailableWithoutDetails() {
    StreamClient client = wire.connect(node, "web-1");
    wire.records.failWith(new IllegalStateException("disk /dev/sda1 is full"));

    Status end = client.send(batch(1, 1)).end();
    assertThat(end.getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(end.getDescription()).contains("reference").doesNotContain("sda1");

    wire.records.failWith(null);
    wire.connect(node, "web-1").send(batch(1, 1)).acknowledged(1);
  }

  @Test
  void aFullDiskIsSaidWithWhenToComeBackAndNothingIsAcknowledged() {
    StreamClient client = wire.connect(node, "a");
    wire.records.failWith(
        new StorageException(
            StorageException.Reason.DISK_FULL, "/data is full", new IOException()));
    client.send(WireFixture.batch(1, 1));

    assertThat(client.end().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(client.end().getDescription())
        .startsWith("DISK_FULL: ")
        .contains("reference")
        .doesNotContain("/data");
    assertThat(client.trailer("grpc-retry-pushback-ms")).matches("[5-9]\\d{3}");
    assertThat(client.hasNothing()).isTrue();

    wire.records.failWith(null);
    StreamClient again = wire.connect(node, "a");
    again.send(WireFixture.batch(1, 1));
    again.acknowledged(1);
  }

  @Test
  void aStreamThatIsOldIsAskedToComeBackAndEndedWhenItDoesNot() {
    StreamClient client = wire.connect(node, "a");
    long now = System.nanoTime();
    Duration age = Duration.ofMinutes(20);
    Duration grace = Duration.ofSeconds(30);

    wire.sessions.renew(age, grace, now + age.toNanos() / 2);
    assertThat(client.hasNothing()).isTrue();
    wire.sessions.renew(age, grace, now + age.toNanos());
    assertThat(client.next(MessageCase.DRAIN).getDrain().getReason()).contains("old");
    assertThat(client.isOpen()).isTrue();
    client.send(WireFixture.batch(1, 2)).acknowledged(2);

    wire.sessions.renew(age, grace, now + age.plus(grace).plusSeconds(1).toNanos());
    assertThat(client.end().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(wire.connect(node, "a").isOpen()).isTrue();
  }

  @Test
  void aProcessThatComesBackBeforeItsOldStreamWasStoredLosesAndDoublesNothing() {
    wire.records.hold();
    StreamClient old = wire.connect(node, "a");
    old.send(WireFixture.batch(1, 3));
    await().until(() -> held() > 0);
    StreamClient newer = wire.connect(node, "a");
    newer.send(WireFixture.batch(1, 5));
    wire.records.release();

    newer.acknowledged(5);
    assertThat(wire.records.all())
        .extracting(StoredRecord::sequence)
        .containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(old.end().getCode()).isEqualTo(Status.Code.ABORTED);
    await().until(() -> held() == 0);
  }

  @Test
  void whatIsDroppedIsNoLongerHeld() {
    StreamClient client = wire.connect(node, "a");
    wire.records.hold();
    client.send(WireFixture.batch(1, 1));
    client.send(WireFixture.batch(2, 1));
    client.send(WireFixture.batch(9, 1));
    await().until(() -> held() > 0);
    wire.records.failWith(new IllegalStateException("gone"));
    wire.records.release();

    assertThat(client.end().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    await().until(() -> held() == 0);
  }

  private double held() {
    return wire.meters.get("hephaestus.ingest.held").gauge().value();
  }

  @Test
  void goodbyeAndHalfCloseEndWellAfterTheLastAcknowledgement() {
    StreamClient polite = wire.connect(node, "web-1").send(batch(1, 1));
    polite.send(StreamLogsRequest.newBuilder().setGoodbye(Goodbye.newBuilder()).build());
    StreamClient plain = wire.connect(node, "web-2").send(batch(1, 1));
    plain.halfClose();

    polite.acknowledged(1);
    plain.acknowledged(1);
    assertThat(polite.end().isOk()).isTrue();
    assertThat(plain.end().isOk()).isTrue();
    await().until(() -> wire.sessions.connected(node) == 0);
  }

  @Test
  void aSecondStreamOfTheSameProcessReplacesTheFirst() {
    StreamClient first = wire.connect(node, "web-1");
    StreamClient second = wire.connect(node, "web-1");

    assertThat(first.end().getCode()).isEqualTo(Status.Code.ABORTED);
    second.send(batch(1, 1)).acknowledged(1);
    assertThat(wire.sessions.connected(node)).isEqualTo(1);
  }

  @Test
  void aVanishedClientIsForgottenAndWhatItSentIsStored() {
    StreamClient client = wire.connect(node, "web-1");
    wire.records.hold();
    client.send(batch(1, 2));
    await().during(Duration.ofMillis(100)).until(() -> wire.sessions.connected(node) == 1);
    client.cancel();
    await().until(() -> wire.sessions.connected(node) == 0);
    wire.records.release();

    await().until(() -> wire.records.all().size() == 2);
  }

  @Test
  void streamsOfADeletedNodeAreDrained() {
    StreamClient client = wire.connect(node, "web-1");
    wire.nodeService().deleteNode(DeleteNodeRequest.newBuilder().setNodeId(node).build());

    assertThat(client.next(MessageCase.DRAIN).getDrain().getReason()).contains("deleted");
    assertThat(client.end().getCode()).isEqualTo(Status.Code.NOT_FOUND);
  }

  @Test
  void stoppingDrainsStoresWhatWasTakenAndEndsStreams() {
    StreamClient client = wire.connect(node, "web-1");
    wire.records.hold();
    client.send(batch(1, 3));
    await().during(Duration.ofMillis(100)).until(client::hasNothing);
    Thread stopping = Thread.ofPlatform().start(wire.server::stop);

    StreamLogsResponse drain = client.next(MessageCase.DRAIN);
    assertThat(drain.getDrain().getReconnectAfter().getSeconds()).isEqualTo(3);
    wire.records.release();
    client.acknowledged(3);
    assertThat(client.end().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    await().until(() -> !stopping.isAlive());
    assertThat(wire.records.all()).hasSize(3);
  }

  @Test
  void aClientThatFinishesOnDrainIsNotWaitedFor() {
    StreamClient client = wire.connect(node, "web-1");
    Thread stopping = Thread.ofPlatform().start(wire.server::stop);
    client.next(MessageCase.DRAIN);
    client.halfClose();

    assertThat(client.end().isOk()).isTrue();
    await().until(() -> !stopping.isAlive());
  }
}
