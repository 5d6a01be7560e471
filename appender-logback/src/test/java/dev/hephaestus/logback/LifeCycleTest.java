package dev.hephaestus.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import dev.hephaestus.client.testkit.FakeServer;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

final class LifeCycleTest {
  private static final int RECONFIGURATIONS = 100;

  private final FakeServer server = FakeServer.start();
  private final LoggerContext context = new LoggerContext();
  private final Set<Thread> before = threads();

  @BeforeAll
  static void bePatient() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(30)); // For a busy machine.
  }

  @BeforeEach
  void start() {
    context.setMDCAdapter(MDC.getMDCAdapter());
  }

  @AfterEach
  void stop() {
    context.stop();
    server.close();
  }

  @Test
  void hundredReconfigurationsLeakNoThreadAndNoConnection() throws Exception {
    configure(appender("HEPHAESTUS", ""));
    context.getLogger("shop.Checkout").error("before"); // The first connection takes its time.
    await().untilAsserted(() -> assertThat(server.records()).hasSize(1));
    for (int i = 0; i < RECONFIGURATIONS; i++) {
      context.reset(); // As scan does.
      configure(appender("HEPHAESTUS", ""));
      context.getLogger("shop.Checkout").error("after change " + i);
    }

    await().untilAsserted(() -> assertThat(server.records()).hasSize(1 + RECONFIGURATIONS));
    assertThat(server.openStreams()).isEqualTo(1);
    await().untilAsserted(() -> assertThat(ours()).hasSizeLessThanOrEqualTo(6));
    context.stop();
    await().untilAsserted(() -> assertThat(ours()).isEmpty());
    assertThat(server.openStreams()).isZero();
  }

  @Test
  void appendersWithEqualOptionsShareOneConnection() throws Exception {
    configure(appender("ONE", "") + appender("OTHER", ""), "ONE", "OTHER");
    context.getLogger("shop.Checkout").error("twice");

    await().untilAsserted(() -> assertThat(server.records()).hasSize(2));
    assertThat(server.hellos()).isEqualTo(1);
  }

  @Test
  void appenderThatIsStoppedLeavesTheOthersClientAtWork() throws Exception {
    configure(appender("ONE", "") + appender("OTHER", ""), "ONE", "OTHER");
    context.getLogger("ROOT").detachAppender("ONE");
    context.getLogger("shop.Checkout").error("once");

    await().untilAsserted(() -> assertThat(server.messages()).containsExactly("once"));
  }

  private String appender(String name, String options) {
    return "<appender name='"
        + name
        + "' class='dev.hephaestus.logback.HephaestusAppender'><endpoint>"
        + server.endpoint()
        + "</endpoint><service>shop</service><repository>/src/shop</repository>"
        + options
        + "</appender>";
  }

  private void configure(String appenders, String... names) throws JoranException {
    StringBuilder xml = new StringBuilder("<configuration>").append(appenders).append("<root>");
    for (String name : names.length == 0 ? new String[] {"HEPHAESTUS"} : names) {
      xml.append("<appender-ref ref='").append(name).append("'/>");
    }
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(
        new ByteArrayInputStream(
            xml.append("</root></configuration>").toString().getBytes(StandardCharsets.UTF_8)));
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
