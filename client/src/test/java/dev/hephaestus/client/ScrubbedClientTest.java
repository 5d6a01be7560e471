package dev.hephaestus.client;

import static dev.hephaestus.client.TestClients.configuration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hephaestus.client.testkit.FakeServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("older-jvm")
final class ScrubbedClientTest {
  private static final String TOKEN = "xox" + "b-" + "123456789012-" + "a1B2c3D4e5F6".repeat(2);

  private final TestClients.Plain plain = new TestClients.Plain();

  private static HephaestusClient started(FakeServer server, String... options) {
    HephaestusClient client =
        new HephaestusClient(
            configuration(server.endpoint(), options), new TestClients.StatusLog(), fix -> {});
    client.start();
    return client;
  }

  @Test
  void aSecretIsGoneBeforeItIsSentAndCounted() {
    try (FakeServer server = FakeServer.start()) {
      HephaestusClient client = started(server);
      client.append(TestClients.error("Slack refused " + TOKEN), plain);
      await().untilAsserted(() -> assertThat(server.records()).hasSize(1));
      client.stop();

      assertThat(server.records().toString()).doesNotContain(TOKEN);
      assertThat(server.messages()).containsExactly("Slack refused [redacted:slack-token]");
      // The template of this record is the same text.
      assertThat(client.counters().scrubbed()).containsEntry("slack-token", 2L);
      assertThat(client.counters().toString()).contains("2 secrets scrubbed");
    }
  }

  @Test
  void scrubbingCanBeSwitchedOff() {
    try (FakeServer server = FakeServer.start()) {
      HephaestusClient client = started(server, "scrub", "false");
      client.append(TestClients.error("Slack refused " + TOKEN), plain);
      await().untilAsserted(() -> assertThat(server.messages()).hasSize(1));
      client.stop();

      assertThat(server.messages()).containsExactly("Slack refused " + TOKEN);
      assertThat(client.counters().scrubbed()).isEmpty();
    }
  }
}
