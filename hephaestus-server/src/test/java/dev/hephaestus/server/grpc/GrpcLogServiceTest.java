package dev.hephaestus.server.grpc;

import static dev.hephaestus.server.grpc.WireFixture.batch;
import static dev.hephaestus.server.grpc.WireFixture.hello;
import static dev.hephaestus.server.grpc.WireFixture.solution;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.FieldMask;
import dev.hephaestus.proto.v1.Batch;
import dev.hephaestus.proto.v1.ClientReport;
import dev.hephaestus.proto.v1.DeleteNodeRequest;
import dev.hephaestus.proto.v1.Goodbye;
import dev.hephaestus.proto.v1.Level;
import dev.hephaestus.proto.v1.LogServiceGrpc;
import dev.hephaestus.proto.v1.Loss;
import dev.hephaestus.proto.v1.Mode;
import dev.hephaestus.proto.v1.Settings;
import dev.hephaestus.proto.v1.Solution;
import dev.hephaestus.proto.v1.StreamLogsRequest;
import dev.hephaestus.proto.v1.StreamLogsResponse;
import dev.hephaestus.proto.v1.StreamLogsResponse.MessageCase;
import dev.hephaestus.proto.v1.UpdateNodeRequest;
import dev.hephaestus.proto.v1.VerdictLevel;
import dev.hephaestus.proto.v1.Welcome;
import dev.hephaestus.server.ingest.SessionKey;
import dev.hephaestus.server.ingest.StorageException;
import dev.hephaestus.server.ingest.StoredRecord;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.micrometer.core.instrument.Gauge;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
  void aBatchBeforeHelloIsRefused() {
    Status end = wire.open().send(batch(1, 1)).end();

    assertThat(end.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(end.getDescription()).contains("before Hello");
  }

  @Test
  void aSecondHelloAndAnEmptyMessageAreRefused() {
    Status twice = wire.connect(node, "web-1").send(hello(node, "web-1", 1)).end();
    Status nothing = wire.open().send(StreamLogsRequest.getDefaultInstance()).end();

    assertThat(twice.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(twice.getDescription()).contains("Hello came twice");
    assertThat(nothing.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
  }

  @Test
  void helloOfAnUnknownNodeIsNotFound() {
    Status end = wire.open().send(hello("nobody", "web-1", 1)).end();

    assertThat(end.getCode()).isEqualTo(Status.Code.NOT_FOUND);
    assertThat(end.getDescription()).contains("nobody", "Initialize");
  }

  @Test
  void everyFaultOfABatchIsNamedAndWhatCameBeforeItIsKept() {
    StreamClient client = wire.connect(node, "web-1");
    Batch bad =
        Batch.newBuilder()
            .setFirstSequence(2)
            .addRecords(WireFixture.record("x").setTraceId("nope"))
            .addRecords(WireFixture.record("y").clearLevel().clearTimeUnixNanos())
            .build();
    client.send(batch(1, 1)).send(StreamLogsRequest.newBuilder().setBatch(bad).build());

    client.acknowledged(1);
    Status end = client.end();
    assertThat(end.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(end.getDescription())
        .contains(
            "batch.records[0].trace_id",
            "batch.records[1].time_unix_nanos",
            "batch.records[1].level");
  }

  @Test
  void malformedBytesEndTheirStreamOnly() throws Exception {
    StreamClient other = wire.connect(node, "web-1");

    Status end = sendBytes(new byte[] {(byte) 0x0a, (byte) 0x7f, 1, 2, 3});

    assertThat(end.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(end.getDescription()).contains("malformed message", "StreamLogs");
    other.send(batch(1, 1)).acknowledged(1);
  }

  @Test
  void nestingDeeperThanProtobufReadsEndsTheStreamOnly() throws Exception {
    dev.hephaestus.proto.v1.Thrown.Builder thrown =
        dev.hephaestus.proto.v1.Thrown.newBuilder().setClassName("X");
    for (int i = 0; i < 500; i++) {
      thrown =
          dev.hephaestus.proto.v1.Thrown.newBuilder().setClassName("X").setCause(thrown.build());
    }
    StreamClient other = wire.connect(node, "web-1");
    StreamLogsRequest deep =
        StreamLogsRequest.newBuilder()
            .setBatch(Batch.newBuilder().addRecords(WireFixture.record("x").setThrown(thrown)))
            .build();

    Status end = sendBytes(deep.toByteArray());

    assertThat(end.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    other.send(batch(1, 1)).acknowledged(1);
  }

  @Test
  void aBatchAboveItsLimitEndsTheStreamWithResourceExhausted() {
    StreamClient other = wire.connect(node, "web-1");
    StreamClient client = wire.connect(node, "web-2");
    client.send(batch(1, 30, "x".repeat(200_000)));

    Status end = client.end();
    assertThat(end.getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(end.getDescription()).contains("4194304", "smaller batches");
    other.send(batch(1, 1)).acknowledged(1);
  }

  @Test
  void aMessageAboveTheTransportsLimitEndsTheStreamWithResourceExhausted() {
    StreamClient other = wire.connect(node, "web-1");
    StreamClient client = wire.connect(node, "web-2");
    client.send(batch(1, 50, "x".repeat(200_000)));

    Status end = client.end();
    assertThat(end.getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(end.getDescription()).contains("8388608");
    other.send(batch(1, 1)).acknowledged(1);
  }

  @Test
  void aClientThatOverspendsItsCreditIsClosed() {
    StreamClient client = wire.connect(node, "web-1");
    wire.records.hold();
    for (int i = 0; i < 3; i++) {
      client.send(batch(1 + i * 8L, 8, "x".repeat(200_000)));
    }
    await().during(Duration.ofMillis(150)).until(client::isOpen);
    wire.records.release();

    Status end = client.end();
    assertThat(end.getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(end.getDescription()).contains("overspends the credit", "wait for Credit");
    assertThat(wire.records.all()).hasSize(16);
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
  void changedSettingsArePushedToTheClientsOfTheNode() {
    StreamClient client = wire.connect(node, "web-1");
    wire.nodeService()
        .updateNode(
            UpdateNodeRequest.newBuilder()
                .setNodeId(node)
                .setSettings(Settings.newBuilder().setMode(Mode.MODE_DEPLOY))
                .setUpdateMask(FieldMask.newBuilder().addPaths("mode"))
                .build());

    StreamLogsResponse pushed = client.next(MessageCase.SETTINGS);
    assertThat(pushed.getSettings().getSettings().getMode()).isEqualTo(Mode.MODE_DEPLOY);
  }

  @Test
  void aSolutionReachesEveryClientOfItsNodeAndNoOther() {
    String otherNode =
        wire.nodeService()
            .initialize(
                WireFixture.initializeRequest().toBuilder()
                    .setResource(dev.hephaestus.proto.v1.Resource.newBuilder().setService("b"))
                    .build())
            .getNodeId();
    StreamClient one = wire.connect(node, "web-1");
    StreamClient two = wire.connect(node, "web-2");
    StreamClient stranger = wire.connect(otherNode, "web-3");

    int reached = wire.sessions.send(solution("s1", node), "http://localhost/solutions/s1");

    assertThat(reached).isEqualTo(2);
    Solution solution = one.next(MessageCase.SOLUTION).getSolution();
    assertThat(two.next(MessageCase.SOLUTION).getSolution()).isEqualTo(solution);
    assertThat(solution.getId()).isEqualTo("s1");
    assertThat(solution.getVerdict()).isEqualTo(VerdictLevel.VERDICT_LEVEL_REPRODUCED);
    assertThat(solution.getPatch()).contains("--- a/src/Cart.java", "-b", "+c", "+d");
    assertThat(solution.getLinesAdded()).isEqualTo(2);
    assertThat(solution.getLinesRemoved()).isEqualTo(1);
    assertThat(solution.getReproductionPath()).isEqualTo("src/test/CartTest.java");
    assertThat(solution.getLink()).isEqualTo("http://localhost/solutions/s1");
    assertThat(solution.getTitle()).contains("NullPointerException");
    assertThat(stranger.hasNothing()).isTrue();
  }

  @Test
  void aSolutionWithoutConnectedClientsReachesNobody() {
    assertThat(wire.sessions.send(solution("s1", node), "link")).isZero();
  }

  @Test
  void whatNobodyReceivedComesAfterTheWelcome() {
    wire.backlog.add(new SolutionBacklog.Waiting(solution("s1", node), "link-1"));
    wire.backlog.add(new SolutionBacklog.Waiting(solution("s2", node), "link-2"));

    StreamClient client = wire.connect(node, "web-1");

    assertThat(client.next(MessageCase.SOLUTION).getSolution().getId()).isEqualTo("s1");
    assertThat(client.next(MessageCase.SOLUTION).getSolution().getLink()).isEqualTo("link-2");
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

    assertThat(wire.nodes.find(node).orElseThrow().lastSeen()).isEqualTo(wire.clock.instant());
    wire.clock.advance(Duration.ofHours(5));
    wire.connect(node, "web-2").send(batch(1, 1)).acknowledged(1);
    assertThat(wire.nodes.find(node).orElseThrow().lastSeen()).isEqualTo(wire.clock.instant());
  }

  private double lost(String level, String reason) {
    return wire.meters
        .get("hephaestus.ingest.lost")
        .tags("level", level, "reason", reason)
        .counter()
        .count();
  }

  /** Sends bytes as they are in place of a message. */
  private Status sendBytes(byte[] bytes) throws Exception {
    MethodDescriptor<byte[], StreamLogsResponse> raw =
        LogServiceGrpc.getStreamLogsMethod().toBuilder(
                new Bytes(), LogServiceGrpc.getStreamLogsMethod().getResponseMarshaller())
            .build();
    ClientCall<byte[], StreamLogsResponse> call = wire.channel.newCall(raw, CallOptions.DEFAULT);
    CompletableFuture<Status> end = new CompletableFuture<>();
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onClose(Status status, Metadata trailers) {
            end.complete(status);
          }
        },
        new Metadata());
    call.request(1);
    call.sendMessage(bytes);
    return end.get(10, TimeUnit.SECONDS);
  }

  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      throw new UnsupportedOperationException("sent only");
    }
  }
}
