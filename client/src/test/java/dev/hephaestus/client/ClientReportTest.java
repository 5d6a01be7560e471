package dev.hephaestus.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hephaestus.client.testkit.FakeServer;
import dev.hephaestus.proto.v1.ClientReport;
import dev.hephaestus.proto.v1.Loss;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a server that asks is told of all records. */
final class ClientReportTest {
  private final FakeServer server = FakeServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void everyRecordIsInOnePartOfTheReport() {
    server.reportEvery(1);
    HephaestusClient client = started("contextRecords", "4");
    for (int i = 0; i < 10; i++) {
      client.append(TestClients.info("info " + i), new TestClients.Plain());
    }
    client.append(TestClients.error("error"), new TestClients.Plain());
    client.append(TestClients.info("kept"), new TestClients.Plain());
    client.append(TestClients.error("unreadable"), new Unreadable());

    await().atMost(Duration.ofSeconds(30)).until(() -> !server.reports().isEmpty());
    client.stop();
    ClientReport report = server.reports().get(0);
    assertThat(report.getAppended()).isEqualTo(13);
    assertThat(report.getPassedOver()).isEqualTo(6);
    assertThat(report.getLossesList())
        .extracting(Loss::getReason)
        .containsExactly(Loss.Reason.REASON_UNREADABLE);
    assertThat(report.getAcknowledged() + report.getWaiting()).isEqualTo(6);
    assertThat(report.getWaiting()).isPositive();
    assertThat(report.getSpooled() + report.getRecovered()).isZero();
  }

  @Test
  void aServerThatDoesNotAskIsToldNothing() {
    Reports reports = new Reports();
    reports.every(0, 7);
    assertThat(reports.nanosUntilDue(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);

    reports.every(-1, 0);
    assertThat(reports.nanosUntilDue(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);

    reports.every(2, 0);
    assertThat(reports.nanosUntilDue(1_500_000_000)).isEqualTo(500_000_000);
  }

  private HephaestusClient started(String... options) {
    HephaestusClient client =
        new HephaestusClient(
            TestClients.configuration(server.endpoint(), options),
            new TestClients.StatusLog(),
            solution -> {});
    client.start();
    return client;
  }

  private static final class Unreadable extends TestClients.Plain {
    @Override
    public ClientRecord read(ClientRecord record) {
      throw new IllegalStateException("user code");
    }
  }
}
