package dev.hephaestus.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hephaestus.client.micrometer.HephaestusMetrics;
import dev.hephaestus.client.testkit.FakeServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class RecordBalanceTest {
  private final FakeServer server = FakeServer.start();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @BeforeAll
  static void bePatient() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(30)); // For a busy machine.
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HephaestusClient started(String... options) {
    HephaestusClient client =
        new HephaestusClient(
            TestClients.configuration(server.endpoint(), options),
            new TestClients.StatusLog(),
            solution -> {});
    client.start();
    new HephaestusMetrics(() -> Optional.of(client)).bindTo(registry);
    return client;
  }

  private static void log(HephaestusClient client, RecordLevel level, int times) {
    for (int i = 0; i < times; i++) {
      client.append(TestClients.record(level, level + " " + i), new TestClients.Plain());
    }
  }

  private double counted(String name) {
    return registry.get("hephaestus.client." + name).functionCounter().count();
  }

  private double gauged(String name) {
    return registry.get("hephaestus.client." + name).gauge().value();
  }

  @Test
  void whatIsShippedIsAcknowledgedAndNothingWaits() {
    HephaestusClient client = started();
    log(client, RecordLevel.INFO, 3);
    log(client, RecordLevel.ERROR, 2);

    await().untilAsserted(() -> assertThat(counted("records.acknowledged")).isEqualTo(5));
    assertThat(counted("records.appended")).isEqualTo(5);
    assertThat(gauged("records.waiting")).isZero();
    assertThat(gauged("connected")).isEqualTo(1);
    client.stop();
    assertThat(gauged("connected")).isZero();
  }

  @Test
  void whatNoTriggerCameForIsPassedOverOrWaits() {
    HephaestusClient client = started("contextRecords", "4");
    log(client, RecordLevel.INFO, 10);
    log(client, RecordLevel.ERROR, 1);
    log(client, RecordLevel.INFO, 2);

    await()
        .untilAsserted(
            () -> {
              assertThat(client.balance().acknowledged()).isEqualTo(5);
              assertThat(client.balance().passedOver()).isEqualTo(6);
              assertThat(client.balance().waiting()).isEqualTo(2);
            });
    client.stop();
  }

  @Test
  void whatIsRefusedIsDroppedByItsLevelAndAppendedNonetheless() {
    server.suspend();
    HephaestusClient client =
        started("queueRecords", "16", "windowBytes", "64KiB", "spool", "none");
    log(client, RecordLevel.ERROR, 2_000);
    client.stop();

    double dropped =
        registry
            .get("hephaestus.client.records.dropped")
            .tag("level", "error")
            .functionCounter()
            .count();
    assertThat(dropped).isPositive();
    assertThat(counted("records.appended")).isEqualTo(2_000);
    assertThat(dropped + gauged("records.waiting")).isEqualTo(2_000);
  }

  @Test
  void metricsOfAnAppenderWithoutAClientReadNothing() {
    new HephaestusMetrics(Optional::empty).bindTo(registry);

    assertThat(registry.getMeters()).isNotEmpty();
    assertThat(counted("records.appended")).isZero();
    assertThat(gauged("records.waiting")).isZero();
    assertThat(counted("solutions")).isZero();
  }
}
