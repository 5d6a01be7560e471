package dev.hephaestus.client;

import static dev.hephaestus.client.TestClients.error;
import static dev.hephaestus.client.TestClients.info;
import static dev.hephaestus.client.TestClients.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hephaestus.proto.v1.Level;
import dev.hephaestus.proto.v1.LogRecord;
import dev.hephaestus.proto.v1.Settings;
import dev.hephaestus.proto.v1.StreamLogsResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("older-jvm")
final class ShippingTest extends AgainstFakeServer {
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
  void creditIsNeverOverdrawn() {
    server.credit(2_000);
    HephaestusClient client = client();
    for (String message : numbered("r", 300)) {
      client.append(error(message), plain);
    }

    awaitMessages(numbered("r", 300));
    assertThat(server.overdrafts()).isZero();
  }
}
