package dev.hephaestus.javaagent;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.Appender;
import dev.hephaestus.client.testkit.FakeServer;
import dev.hephaestus.javaagent.app.CapturingApp;
import dev.hephaestus.proto.v1.LogRecord;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;

/**
 * The packaged agent and OpenTelemetry's in one JVM, in either order.
 *
 * <p>Run by hand, since the other agent takes seconds to start: {@code
 * -Dopentelemetry.jar=opentelemetry-javaagent.jar}.
 */
@EnabledIfSystemProperty(named = "opentelemetry.jar", matches = ".+")
class BesideOpenTelemetryIT {

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void bothDoTheirWork(boolean first) throws Exception {
    FakeServer server = FakeServer.start();
    String other = "-javaagent:" + System.getProperty("opentelemetry.jar");
    String ours = "service=forked,repository=/nowhere,endpoint=" + server.endpoint();
    ForkedApp app = new ForkedApp(Path.of(System.getProperty("java.home")));
    app = first ? app.agent(ours).option(other) : app.option(other).agent(ours);
    try {
      ForkedApp.Outcome outcome =
          app.option("-Dlogback.configurationFile=" + AgentIT.resource("logback.xml"))
              .option("-Dotel.traces.exporter=none")
              .option("-Dotel.metrics.exporter=none")
              .option("-Dotel.logs.exporter=none")
              .on(LoggerContext.class, Appender.class, Logger.class)
              .runUntil(
                  () -> assertThat(server.records()).anyMatch(LogRecord::hasThrown),
                  CapturingApp.class);
      assertThat(outcome.exit).isZero();
      assertThat(String.join("\n", outcome.errors)).contains("opentelemetry-javaagent - version");
      assertThat(server.records())
          .filteredOn(LogRecord::hasThrown)
          .singleElement()
          .satisfies(
              record ->
                  assertThat(record.getThrown().getCause().getCause().getFrames(0).getValuesList())
                      .isNotEmpty());
    } finally {
      server.stop();
    }
  }
}
