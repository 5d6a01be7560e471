package dev.hephaestus.javaagent;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.Appender;
import dev.hephaestus.client.testkit.FakeServer;
import dev.hephaestus.javaagent.app.CapturingApp;
import dev.hephaestus.javaagent.app.TomcatApp;
import dev.hephaestus.javaagent.app.WebApp;
import dev.hephaestus.proto.v1.LogRecord;
import jakarta.annotation.Resource;
import java.nio.file.Path;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.springframework.boot.loader.launch.JarLauncher;

/** The packaged agent where applications are nested: in a fat jar and in a servlet container. */
class PlacesIT {

  private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));
  private static final Class<?>[] LOGBACK = {LoggerContext.class, Appender.class, Logger.class};

  private FakeServer server;

  @BeforeEach
  void startServer() {
    server = FakeServer.start();
  }

  @AfterEach
  void stopServer() {
    server.stop();
  }

  @Test
  void springBootsFatJarIsFollowed(@TempDir Path folder) throws Exception {
    Path launcher = Path.of(ForkedApp.place(JarLauncher.class));
    Path jar = Archive.fatJar(folder.resolve("app.jar"), CapturingApp.class, launcher, LOGBACK);
    ForkedApp.Outcome outcome =
        app()
            .runJarUntil(
                () -> assertThat(server.records()).anyMatch(LogRecord::hasThrown), jar.toString());
    assertThat(outcome.exit).as(String.join("\n", outcome.errors)).isZero();
    assertThat(outcome.errors).hasSize(1);
    assertThat(server.records())
        .filteredOn(LogRecord::hasThrown)
        .singleElement()
        .satisfies(
            record ->
                assertThat(record.getThrown().getCause().getCause().getFrames(0).getValuesList())
                    .extracting(value -> value.getName())
                    .contains("this", "times"));
  }

  @Test
  void everyWebApplicationOfTomcatIsFollowed(@TempDir Path folder) throws Exception {
    Path orders = Archive.webApp(folder.resolve("orders"), WebApp.class, LOGBACK);
    Path bills = Archive.webApp(folder.resolve("bills"), WebApp.class, LOGBACK);
    ForkedApp.Outcome outcome =
        app()
            .on(Tomcat.class, Resource.class)
            .runUntil(
                () ->
                    assertThat(server.records())
                        .filteredOn(LogRecord::hasThrown)
                        .extracting(LogRecord::getMessage)
                        .filteredOn(message -> message.startsWith("Could not start"))
                        .containsExactlyInAnyOrder("Could not start /orders", "Could not start /bills"),
                TomcatApp.class,
                orders.toString(),
                bills.toString());
    assertThat(outcome.exit).as(String.join("\n", outcome.errors)).isZero();
    assertThat(outcome.output).contains("ended");
    assertThat(server.records())
        .filteredOn(record -> record.getMessage().startsWith("Could not start"))
        .allSatisfy(
            record ->
                assertThat(record.getThrown().getFrames(0).getValues(0).getText())
                    .isIn("/orders", "/bills"));
  }

  private ForkedApp app() {
    return new ForkedApp(JAVA_HOME)
        .agent("service=forked,repository=/nowhere,endpoint=" + server.endpoint())
        .option("-Dlogback.configurationFile=" + AgentIT.resource("logback.xml"));
  }
}
