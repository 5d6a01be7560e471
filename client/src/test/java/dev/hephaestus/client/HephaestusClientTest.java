package dev.hephaestus.client;

import static dev.hephaestus.client.TestClients.configuration;
import static dev.hephaestus.client.TestClients.error;
import static dev.hephaestus.client.TestClients.info;
import static dev.hephaestus.client.TestClients.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hephaestus.client.testkit.FakeServer;
import dev.hephaestus.proto.v1.Level;
import dev.hephaestus.proto.v1.LogRecord;
import dev.hephaestus.proto.v1.Loss;
import dev.hephaestus.proto.v1.Settings;
import dev.hephaestus.proto.v1.Solution;
import dev.hephaestus.proto.v1.StreamLogsResponse;
import dev.hephaestus.proto.v1.VerdictLevel;
import io.grpc.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HephaestusClientTest {
  private final TestClients.Plain plain = new TestClients.Plain();
  private final TestClients.StatusLog status = new TestClients.StatusLog();
  private final List<ProposedSolution> solutions = Collections.synchronizedList(new ArrayList<>());
  private final List<HephaestusClient> started = new ArrayList<>();
  private FakeServer server;

  @BeforeAll
  static void bePatient() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(30)); // For a busy machine.
  }

  @BeforeEach
  void startServer() {
    server = FakeServer.start();
  }

  @AfterEach
  void stopAll() {
    started.forEach(HephaestusClient::stop);
    server.close();
  }

  private HephaestusClient client(String... options) {
    return client(server.endpoint(), solutions::add, options);
  }

  private HephaestusClient client(String endpoint, SolutionListener listener, String... options) {
    HephaestusClient client =
        new HephaestusClient(configuration(endpoint, options), status, listener);
    started.add(client);
    client.start();
    return client;
  }

  private static String[] numbered(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toArray(String[]::new);
  }

  private void awaitMessages(String... messages) {
    await().untilAsserted(() -> assertThat(server.messages()).containsExactly(messages));
  }

  private void awaitConnected() {
    await().untilAsserted(() -> assertThat(server.openStreams()).isEqualTo(1));
  }

  @Test
  void contextPrecedesItsTriggerAndIsShippedOnce() {
    HephaestusClient client = client("contextRecords", "2");

    client.append(info("too old"), plain);
    client.append(info("before"), plain);
    client.append(record(RecordLevel.DEBUG, "just before"), plain);
    client.append(error("trigger"), plain);
    client.append(error("second trigger"), plain);

    awaitMessages("before", "just before", "trigger", "second trigger");
    assertThat(server.records())
        .extracting(LogRecord::getRole)
        .containsExactly(
            LogRecord.Role.ROLE_CONTEXT,
            LogRecord.Role.ROLE_CONTEXT,
            LogRecord.Role.ROLE_TRIGGER,
            LogRecord.Role.ROLE_TRIGGER);
  }

  @Test
  void withoutTriggerNothingIsShippedUnlessAllIs() {
    client().append(info("alone"), plain);
    HephaestusClient all = client("ship", "all");
    all.append(info("streamed"), plain);

    awaitMessages("streamed");
  }

  @Test
  void settingsOfTheServerWinAndChangesCountFromTheNextRecord() {
    Settings.Builder settings = Settings.newBuilder();
    settings.getThresholdBuilder().setLevel(Level.LEVEL_FATAL);
    server.settings(settings.setShip(Settings.Ship.SHIP_TRIGGERS).build());
    HephaestusClient client = client("thresholdLevel", "warn", "ship", "all");
    awaitConnected();
    // Welcome's settings hold once the client has read them.
    await().untilAsserted(() -> assertThat(status.infos).isNotEmpty());
    client.append(error("below the server's threshold"), plain);

    StreamLogsResponse.Builder changed = StreamLogsResponse.newBuilder();
    changed.getSettingsBuilder().getSettingsBuilder().setShip(Settings.Ship.SHIP_ALL);
    server.send(changed.build());

    await()
        .untilAsserted(
            () -> {
              client.append(info("streamed"), plain);
              assertThat(server.messages()).contains("streamed");
            });
    assertThat(server.messages()).doesNotContain("below the server's threshold");
  }

  @Test
  void initializeSaysWhatIsConfigured() {
    client(
        "branch",
        "main",
        "directory",
        "services/shop",
        "mode",
        "deploy",
        "thresholdCount",
        "3",
        "thresholdWindow",
        "2m",
        "packages",
        "shop, shop.api",
        "serviceVersion",
        "1.4",
        "commit",
        "0123456789012345678901234567890123456789");
    awaitConnected();

    assertThat(server.initialized().get(0).getRepository().getLocation()).isEqualTo("/src/shop");
    assertThat(server.initialized().get(0).getRepository().getDirectory())
        .isEqualTo("services/shop");
    assertThat(server.initialized().get(0).getSettings().getThreshold().getCount()).isEqualTo(3);
    assertThat(server.initialized().get(0).getSettings().getPackagesList())
        .containsExactly("shop", "shop.api");
    assertThat(server.initialized().get(0).getResource().getProcessId())
        .isEqualTo(ProcessHandle.current().pid());
    assertThat(server.initialized().get(0).getResource().getCommit()).startsWith("0123456789");
  }

  @Test
  void appendReturnsAtOnceWhenServerIsDownAndRecordsArriveWhenItIsBack() {
    server.stop();
    HephaestusClient client = client();

    long before = System.nanoTime();
    for (String message : numbered("r", 500)) {
      client.append(error(message), plain);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
    await().untilAsserted(() -> assertThat(status.warnings).hasSize(1));

    server.restart();
    awaitMessages(numbered("r", 500));
    assertThat(status.warnings).hasSize(1);
    assertThat(status.infos).hasSize(1);
  }

  @Test
  void appendReturnsAtOnceWhenServerHangs() {
    server.suspend();
    HephaestusClient client = client();

    long before = System.nanoTime();
    for (String message : numbered("r", 500)) {
      client.append(error(message), plain);
    }

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
    assertThat(client.counters().accepted()).isEqualTo(500);
  }

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
  void creditIsNeverOverdrawn() {
    server.credit(2_000);
    HephaestusClient client = client();
    for (String message : numbered("r", 300)) {
      client.append(error(message), plain);
    }

    awaitMessages(numbered("r", 300));
    assertThat(server.overdrafts()).isZero();
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
  void lossesAreReportedByLevelAndRoomIsKeptForWarnings() {
    server.suspend();
    HephaestusClient client =
        client("queueRecords", "64", "windowBytes", "64KiB", "thresholdLevel", "info");
    String text = "x".repeat(2_000);
    for (int i = 0; i < 200; i++) {
      client.append(info(text), plain);
    }
    await().until(() -> client.counters().dropped() > 0);
    long infosLost = client.counters().dropped();
    client.append(error("still fits"), plain);
    assertThat(client.counters().dropped()).isEqualTo(infosLost);
    assertThat(status.warnings).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void lossesArriveWithTheNextBatch() {
    server.stop();
    HephaestusClient client = client("windowBytes", "64KiB", "thresholdLevel", "info");
    String text = "x".repeat(2_000);
    for (int i = 0; i < 100; i++) {
      client.append(info(text), plain);
    }
    await().until(() -> client.counters().dropped() > 0);
    server.restart();
    await().until(() -> client.counters().acknowledged() > 0);
    client.append(error("next"), plain);

    await().untilAsserted(() -> assertThat(server.messages()).contains("next"));
    long reported = server.losses().stream().mapToLong(Loss::getCount).sum();
    assertThat(reported).isEqualTo(client.counters().dropped());
    assertThat(server.losses()).extracting(Loss::getLevel).containsOnly(Level.LEVEL_INFO);
    assertThat(server.messages()).hasSize(101 - (int) reported);
  }

  @Test
  void stopDeliversWhatIsLeftAndSaysGoodbye() {
    HephaestusClient client = client("linger", "10s", "ship", "all");
    client.append(info("last words"), plain);

    client.stop();

    assertThat(server.messages()).containsExactly("last words");
    assertThat(server.goodbyes()).hasSize(1);
  }

  @Test
  void stopRightAfterStartDelivers() {
    HephaestusClient client = client();
    client.append(error("only"), plain);
    client.stop();
    assertThat(server.messages()).containsExactly("only");
  }

  @Test
  void stopTakesTwoSecondsAtMostWhenServerHangs() {
    server.suspend();
    HephaestusClient client = client();
    client.append(error("never arrives"), plain);

    long before = System.nanoTime();
    client.stop();

    assertThat(Duration.ofNanos(System.nanoTime() - before))
        .isBetween(Duration.ofMillis(1500), Duration.ofMillis(2500));
    await().untilAsserted(() -> assertThat(threadsNamed("hephaestus-sender")).isEmpty());
  }

  @Test
  void stopTakesTwoSecondsAtMostWhenNobodySpeaksHttp2() throws IOException {
    try (ServerSocket mute = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      HephaestusClient client = client("localhost:" + mute.getLocalPort(), solutions::add);
      client.append(error("never arrives"), plain);

      long before = System.nanoTime();
      client.stop();

      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(2500));
    }
  }

  @Test
  void stopIsQuickWhenServerIsDown() {
    server.stop();
    HephaestusClient client = client();
    await().untilAsserted(() -> assertThat(status.warnings).hasSize(1));

    long before = System.nanoTime();
    client.stop();

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void stopLeavesNoThreadsBehind() {
    HephaestusClient client = client();
    client.append(error("one"), plain);
    awaitMessages("one");
    client.stop();

    await().untilAsserted(() -> assertThat(threadsNamed("hephaestus-")).isEmpty());
  }

  private static List<String> threadsNamed(String prefix) {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith(prefix))
        .collect(Collectors.toList());
  }

  @Test
  void clientThreadsAreDaemonsWithoutContextClassLoader() {
    client();
    awaitConnected();
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> thread.getName().startsWith("hephaestus-"))
        .isNotEmpty()
        .allMatch(Thread::isDaemon)
        .allMatch(thread -> thread.getContextClassLoader() == null);
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

  @Test
  void whatIsLoggedWhileReadingAnEventDoesNotComeBack() {
    CompletableFuture<HephaestusClient> client = new CompletableFuture<>();
    TestClients.Plain nested =
        new TestClients.Plain() {
          @Override
          public ClientRecord read(ClientRecord record) {
            client.join().append(error("from toString"), this);
            return record;
          }
        };
    client.complete(client());

    client.join().append(error("outer"), nested);

    awaitMessages("outer");
    assertThat(client.join().counters().accepted()).isEqualTo(1);
  }

  @Test
  void whatTheListenerLogsDoesNotComeBack() {
    CompletableFuture<HephaestusClient> client = new CompletableFuture<>();
    client.complete(
        client(
            server.endpoint(),
            solution -> {
              solutions.add(solution);
              client.join().append(error("from the listener"), plain);
            }));
    awaitConnected();
    server.solve(Solution.newBuilder().setId("s1").build());

    await().untilAsserted(() -> assertThat(solutions).hasSize(1));
    assertThat(client.join().counters().accepted()).isZero();
  }

  @Test
  void anEventThatCannotBeReadIsCountedAndThrowsNothing() {
    HephaestusClient client = client();
    TestClients.Plain broken =
        new TestClients.Plain() {
          @Override
          public ClientRecord read(ClientRecord record) {
            throw new StackOverflowError();
          }
        };

    client.append(error("unreadable"), broken);
    client.append(error("readable"), plain);

    awaitMessages("readable");
    assertThat(server.losses())
        .singleElement()
        .satisfies(loss -> assertThat(loss.getReason()).isEqualTo(Loss.Reason.REASON_UNREADABLE));
  }

  @Test
  void aSolutionIsHandedOnAndLoggedOnceEvenWhenSentTwice() {
    client(
        server.endpoint(),
        solution -> {
          solutions.add(solution);
          throw new IllegalStateException("listener");
        });
    awaitConnected();
    Solution.Builder solution =
        Solution.newBuilder()
            .setTitle("NullPointerException: price")
            .setVerdict(VerdictLevel.VERDICT_LEVEL_REPRODUCED)
            .setLinesAdded(3)
            .setLinesRemoved(1)
            .setLink("http://localhost:8080/solutions/s1");
    server.solve(solution.setId("s1").build());
    server.solve(solution.setId("s1").build());
    server.solve(solution.setId("s2").setConfidence(0.874).build());

    await().untilAsserted(() -> assertThat(solutions).hasSize(2));
    await().untilAsserted(() -> assertThat(status.warnings).hasSize(2));
    assertThat(status.solutions).hasSize(2);
    assertThat(status.solutions.get(0))
        .contains("NullPointerException: price", "reproduced", "+3", "-1", "/solutions/s1")
        .doesNotContain("sure");
    assertThat(solutions.get(0).confidence()).isEmpty();
    assertThat(status.solutions.get(1)).contains("(reproduced, 87 % sure, +3 -1 lines)");
    assertThat(solutions.get(1).confidence()).hasValue(0.874);
  }

  @Test
  void epochRisesAtEachStartAndTheInstanceStays(@TempDir Path directory) {
    for (int start = 1; start <= 3; start++) {
      OutageStatus quiet = new OutageStatus(status, System::nanoTime);
      try (SessionIdentity identity =
          SessionIdentity.open(
              java.util.Optional.of(directory), java.time.Clock.systemUTC(), quiet)) {
        assertThat(identity.epoch()).isEqualTo(start);
        try (SessionIdentity second =
            SessionIdentity.open(
                java.util.Optional.of(directory), java.time.Clock.systemUTC(), quiet)) {
          assertThat(second.instance()).isNotEqualTo(identity.instance());
          assertThat(second.epoch()).isGreaterThan(1_000_000);
        }
      }
    }
    assertThat(status.infos).hasSize(3);
  }
}
