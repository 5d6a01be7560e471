package dev.hephaestus.client;

import static dev.hephaestus.client.TestClients.error;
import static dev.hephaestus.client.TestClients.info;
import static dev.hephaestus.client.TestClients.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hephaestus.proto.v1.Level;
import dev.hephaestus.proto.v1.Loss;
import dev.hephaestus.proto.v1.Solution;
import dev.hephaestus.proto.v1.VerdictLevel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("older-jvm")
final class IsolationFromTheHostTest extends AgainstFakeServer {
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
}
