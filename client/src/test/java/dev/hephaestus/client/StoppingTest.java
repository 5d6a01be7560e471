package dev.hephaestus.client;

import static dev.hephaestus.client.TestClients.error;
import static dev.hephaestus.client.TestClients.info;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("older-jvm")
final class StoppingTest extends AgainstFakeServer {
  @Test
  void stopDeliversWhatIsLeftAndSaysGoodbye() {
    HephaestusClient client = client("linger", "10s", "ship", "all", "shutdownTimeout", "2s");
    client.append(info("last words"), plain);

    client.stop();

    assertThat(server.messages()).containsExactly("last words");
    assertThat(server.goodbyes()).hasSize(1);
  }

  @Test
  void stopRightAfterStartDelivers() {
    HephaestusClient client = client("shutdownTimeout", "2s");
    client.append(error("only"), plain);
    client.stop();
    assertThat(server.messages()).containsExactly("only");
  }

  @Test
  void stopTakesTwoSecondsAtMostWhenServerHangs() {
    server.suspend();
    HephaestusClient client = client("shutdownTimeout", "2s");
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
      HephaestusClient client =
          client("localhost:" + mute.getLocalPort(), solutions::add, "shutdownTimeout", "2s");
      client.append(error("never arrives"), plain);

      long before = System.nanoTime();
      client.stop();

      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(2500));
    }
  }

  @Test
  void stopIsQuickWhenServerIsDown() {
    server.stop();
    HephaestusClient client = client("shutdownTimeout", "2s");
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
}
