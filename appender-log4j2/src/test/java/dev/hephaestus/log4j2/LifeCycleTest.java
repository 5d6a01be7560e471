package dev.hephaestus.log4j2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hephaestus.client.testkit.FakeServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.xml.XmlConfiguration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class LifeCycleTest {
  private static final int RECONFIGURATIONS = 100;

  private final FakeServer server = FakeServer.start();
  private final LoggerContext context = new LoggerContext("life-cycle");
  private final Set<Thread> before = threads();

  @BeforeAll
  static void bePatient() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(30)); // For a busy machine.
  }

  @AfterEach
  void stop() {
    context.stop();
    server.close();
  }

  @Test
  void hundredReconfigurationsLeakNoThreadAndNoConnection() {
    for (int i = 0; i < RECONFIGURATIONS; i++) {
      configure("HEPHAESTUS");
      context.getLogger("shop.Checkout").error("after change " + i);
    }

    await().untilAsserted(() -> assertThat(server.records()).hasSize(RECONFIGURATIONS));
    assertThat(server.hellos()).isEqualTo(1); // The next one takes over before the last lets go.
    await().untilAsserted(() -> assertThat(ours()).hasSizeLessThanOrEqualTo(6));
    context.stop();
    await().untilAsserted(() -> assertThat(ours()).isEmpty());
    assertThat(server.openStreams()).isZero();
  }

  @Test
  void appendersWithEqualOptionsShareOneConnection() {
    configure("ONE", "OTHER");
    context.getLogger("shop.Checkout").error("twice");

    await().untilAsserted(() -> assertThat(server.records()).hasSize(2));
    assertThat(server.hellos()).isEqualTo(1);
  }

  private String appender(String name) {
    return "<Hephaestus name='"
        + name
        + "' endpoint='"
        + server.endpoint()
        + "' service='shop' repository='/src/shop'/>";
  }

  private void configure(String... names) {
    StringBuilder appenders = new StringBuilder();
    StringBuilder references = new StringBuilder();
    for (String name : names) {
      appenders.append(appender(name));
      references.append("<AppenderRef ref='").append(name).append("'/>");
    }
    String xml =
        String.format(
            "<Configuration><Appenders>%s</Appenders><Loggers><Root level='debug'>%s</Root>"
                + "</Loggers></Configuration>",
            appenders, references);
    ConfigurationSource source;
    try {
      source =
          new ConfigurationSource(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    context.reconfigure(new XmlConfiguration(context, source));
  }

  /** The client's threads that this test began. */
  private Set<Thread> ours() {
    Set<Thread> now = threads();
    now.removeAll(before);
    return now;
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("hephaestus-"))
        .collect(Collectors.toSet());
  }
}
