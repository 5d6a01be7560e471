package dev.hephaestus.javaagent;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.Appender;
import dev.hephaestus.client.testkit.FakeServer;
import dev.hephaestus.client.testkit.PackagedJar;
import dev.hephaestus.javaagent.app.CalmLogbackApp;
import dev.hephaestus.javaagent.app.FarewellLogbackApp;
import dev.hephaestus.javaagent.app.JulApp;
import dev.hephaestus.javaagent.app.LastErrorApp;
import dev.hephaestus.javaagent.app.LauncherApp;
import dev.hephaestus.javaagent.app.Log4j2App;
import dev.hephaestus.javaagent.app.LogbackApp;
import dev.hephaestus.javaagent.app.ReconfiguringLog4j2App;
import dev.hephaestus.javaagent.app.ResettingLogbackApp;
import dev.hephaestus.javaagent.app.SilentApp;
import dev.hephaestus.proto.v1.LogRecord;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Core;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** The packaged agent in JVMs of its own: the build's, and Maven's where that is another. */
@Execution(ExecutionMode.CONCURRENT)
class AgentIT {

  private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));
  private static final Class<?>[] LOGBACK = {LoggerContext.class, Appender.class, Logger.class};
  private static final Class<?>[] LOG4J2 = {LogManager.class, Core.class};

  private FakeServer server;

  @BeforeEach
  void startServer() {
    server = FakeServer.start();
  }

  @AfterEach
  void stopServer() {
    server.stop();
  }

  static Stream<Path> javaHomes() {
    Path mavens = Path.of(System.getProperty("mavens.java.home", JAVA_HOME.toString()));
    return Stream.of(JAVA_HOME, mavens).distinct();
  }

  @ParameterizedTest
  @MethodSource("javaHomes")
  void logbackErrorArrivesOnceWithItsException(Path javaHome) throws Exception {
    ForkedApp.Outcome outcome =
        logback(javaHome, server.endpoint()).runUntil(this::assertErrorArrived, LogbackApp.class);
    assertUnharmed(outcome);
    assertErrorArrivedOnce("hephaestus-logback");
  }

  @ParameterizedTest
  @MethodSource("javaHomes")
  void log4j2ErrorArrivesOnceWithItsException(Path javaHome) throws Exception {
    ForkedApp.Outcome outcome =
        log4j2(javaHome, server.endpoint()).runUntil(this::assertErrorArrived, Log4j2App.class);
    assertUnharmed(outcome);
    assertErrorArrivedOnce("hephaestus-log4j2");
  }

  @Test
  void javaUtilLoggingsErrorArrivesAfterItsConfigurationWasReset() throws Exception {
    ForkedApp.Outcome outcome =
        new ForkedApp(JAVA_HOME)
            .agent(arguments(server.endpoint()))
            .on(SLF4JBridgeHandler.class)
            .runUntil(this::assertErrorArrived, JulApp.class);
    assertThat(outcome.exit).isZero();
    assertThat(outcome.output).containsExactly("ended");
    assertThat(outcome.errors).hasSize(1);
    assertErrorArrivedOnce("hephaestus-jul");
  }

  @Test
  void javaUtilLoggingThatIsRoutedToLogbackArrivesOnce() throws Exception {
    ForkedApp.Outcome outcome =
        logback(JAVA_HOME, server.endpoint())
            .on(SLF4JBridgeHandler.class)
            .runUntil(this::assertErrorArrived, JulApp.class, "through SLF4J");
    assertUnharmed(outcome);
    assertErrorArrivedOnce("hephaestus-logback");
  }

  @Test
  void logbackInAChildClassLoaderIsFound() throws Exception {
    String classPath =
        Stream.concat(Stream.of(LOGBACK), Stream.of(LogbackApp.class))
            .map(ForkedApp::place)
            .reduce((left, right) -> left + File.pathSeparator + right)
            .orElseThrow();
    ForkedApp.Outcome outcome =
        new ForkedApp(JAVA_HOME)
            .agent(arguments(server.endpoint()))
            .option("-Dlogback.configurationFile=" + resource("logback.xml"))
            .runUntil(
                this::assertErrorArrived, LauncherApp.class, LogbackApp.class.getName(), classPath);
    assertUnharmed(outcome);
    assertErrorArrivedOnce("hephaestus-logback");
  }

  @Test
  void logbackStaysAttachedAcrossStopAndReset() throws Exception {
    ForkedApp.Outcome outcome =
        logback(JAVA_HOME, server.endpoint())
            .runUntil(this::assertErrorArrived, ResettingLogbackApp.class);
    assertThat(outcome.exit).isZero();
    assertErrorArrivedOnce("hephaestus-logback");
  }

  @Test
  void log4j2StaysAttachedAcrossReconfiguration() throws Exception {
    ForkedApp.Outcome outcome =
        log4j2(JAVA_HOME, server.endpoint())
            .runUntil(this::assertErrorArrived, ReconfiguringLog4j2App.class);
    assertThat(outcome.exit).isZero();
    assertErrorArrivedOnce("hephaestus-log4j2");
    assertThat(server.hellos()).isEqualTo(1);
  }

  @Test
  void logbackErrorArrivesOnceWhenTheApplicationConfiguredTheAppenderItself() throws Exception {
    ForkedApp.Outcome outcome =
        new ForkedApp(JAVA_HOME)
            .agent(arguments(server.endpoint()))
            .option("-Dlogback.configurationFile=" + resource("logback-with-appender.xml"))
            .option("--sun-misc-unsafe-memory-access=allow")
            .onEverything()
            .runUntil(this::assertErrorArrived, LogbackApp.class);
    assertThat(outcome.exit).isZero();
    assertErrorArrivedOnce("hephaestus-logback");
    assertThat(server.hellos()).isEqualTo(1);
  }

  @Test
  void log4j2ErrorArrivesOnceWhenTheApplicationConfiguredTheAppenderItself() throws Exception {
    ForkedApp.Outcome outcome =
        new ForkedApp(JAVA_HOME)
            .agent(arguments(server.endpoint()))
            .option("-Dlog4j2.configurationFile=" + resource("log4j2-with-appender.xml"))
            .option("--sun-misc-unsafe-memory-access=allow")
            .onEverything()
            .runUntil(this::assertErrorArrived, Log4j2App.class);
    assertThat(outcome.exit).isZero();
    assertErrorArrivedOnce("hephaestus-log4j2");
    assertThat(server.hellos()).isEqualTo(1);
  }

  @Test
  void errorThatIsLoggedLastOfAllArrives() throws Exception {
    ForkedApp.Outcome outcome =
        logback(JAVA_HOME, server.endpoint())
            .runUntil(() -> assertThat(server.hellos()).isEqualTo(1), FarewellLogbackApp.class);
    assertThat(outcome.exit).isZero();
    assertErrorArrivedOnce("hephaestus-logback");
  }

  @ParameterizedTest
  @ValueSource(strings = {"return", "exit", "throw"})
  void errorThatIsLoggedFirstAndLastArrives(String way, @TempDir Path spool) throws Exception {
    spooling(spool, server.endpoint()).run(LastErrorApp.class, way);
    if (server.records().isEmpty()) { // A machine without time for it: then the next start's.
      spooling(spool, server.endpoint())
          .runUntil(this::assertErrorArrived, FarewellLogbackApp.class);
    }
    assertThat(server.records())
        .filteredOn(LogRecord::hasThrown)
        .first()
        .extracting(LogRecord::getMessage)
        .isEqualTo("Could not read quantity");
  }

  @Test
  void errorThatIsLoggedFirstAndLastIsSentByTheNextProcessThoughNothingCallsForItThere(
      @TempDir Path spool) throws Exception {
    spooling(spool, closedEndpoint()).run(LastErrorApp.class, "exit");
    spooling(spool, server.endpoint()).runUntil(this::assertErrorArrived, CalmLogbackApp.class);
    assertThat(server.records()).filteredOn(LogRecord::hasThrown).hasSize(1);
  }

  @Test
  void serverThatIsAwayLeavesTheApplicationUnharmed() throws Exception {
    ForkedApp.Outcome outcome = logback(JAVA_HOME, closedEndpoint()).run(LogbackApp.class);
    assertUnharmed(outcome);
    assertThat(outcome.took).isLessThan(Duration.ofSeconds(15));
  }

  @Test
  void malformedEndpointIsOneLineThatNamesIt() throws Exception {
    for (ForkedApp.Outcome outcome :
        new ForkedApp.Outcome[] {
          logback(JAVA_HOME, "no/port:at:all").run(LogbackApp.class),
          log4j2(JAVA_HOME, "no/port:at:all").run(Log4j2App.class)
        }) {
      assertThat(outcome.exit).isZero();
      assertThat(outcome.output).contains("ERROR Could not read quantity", "ended");
      assertThat(outcome.errors).hasSize(2);
      assertThat(outcome.errors.get(1)).contains("endpoint").contains("no/port:at:all");
    }
  }

  @Test
  void isSilentWhenSwitchedOff() throws Exception {
    ForkedApp.Outcome outcome =
        logback(JAVA_HOME, server.endpoint() + ",enabled=false").run(LogbackApp.class);
    assertThat(outcome.exit).isZero();
    assertThat(outcome.errors).isEmpty();
    assertThat(server.records()).isEmpty();
  }

  @Test
  void systemPropertyWinsOverTheArgument() throws Exception {
    ForkedApp.Outcome outcome =
        logback(JAVA_HOME, closedEndpoint())
            .option("-Dhephaestus.endpoint=" + server.endpoint())
            .runUntil(this::assertErrorArrived, LogbackApp.class);
    assertUnharmed(outcome);
    assertErrorArrivedOnce("hephaestus-logback");
  }

  @Test
  void applicationWithoutALoggingLibraryRunsAsBefore() throws Exception {
    ForkedApp.Outcome outcome =
        new ForkedApp(JAVA_HOME).agent(arguments(server.endpoint())).run(SilentApp.class);
    assertThat(outcome.exit).isZero();
    assertThat(outcome.output).containsExactly("ended");
    assertThat(outcome.errors).hasSize(1);
  }

  @Test
  void everyClassOfTheJarRunsOnJava11() throws Exception {
    assertThat(new PackagedJar(ForkedApp.agentJar()).classesNewerThan(11)).isEmpty();
  }

  private static ForkedApp logback(Path javaHome, String endpoint) {
    return new ForkedApp(javaHome)
        .agent(arguments(endpoint))
        .option("-Dlogback.configurationFile=" + resource("logback.xml"))
        .on(LOGBACK);
  }

  private static ForkedApp spooling(Path spool, String endpoint) {
    return logback(JAVA_HOME, endpoint)
        .option("-Dhephaestus.spool=triggers")
        .option("-Dhephaestus.spoolDirectory=" + spool);
  }

  private static ForkedApp log4j2(Path javaHome, String endpoint) {
    return new ForkedApp(javaHome)
        .agent(arguments(endpoint))
        .option("-Dlog4j2.configurationFile=" + resource("log4j2.xml"))
        .on(LOG4J2);
  }

  private static String arguments(String endpoint) {
    return "service=forked,repository=/nowhere,endpoint=" + endpoint;
  }

  static String resource(String name) {
    Path path = Path.of(ForkedApp.place(AgentIT.class)).resolve("app").resolve(name);
    assertThat(Files.exists(path)).as(path.toString()).isTrue();
    return path.toUri().toString();
  }

  private static String closedEndpoint() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "localhost:" + socket.getLocalPort();
    }
  }

  private static void assertUnharmed(ForkedApp.Outcome outcome) {
    assertThat(outcome.exit).as(String.join("\n", outcome.errors)).isZero();
    assertThat(outcome.output)
        .startsWith("INFO Reading 1 fields", "ERROR Could not read quantity")
        .endsWith("ended");
    assertThat(outcome.errors)
        .singleElement()
        .asString()
        .startsWith("hephaestus-javaagent: ")
        .contains("watches");
  }

  private void assertErrorArrived() {
    assertThat(server.records()).anyMatch(LogRecord::hasThrown);
  }

  private void assertErrorArrivedOnce(String client) {
    assertThat(server.records())
        .filteredOn(LogRecord::hasThrown)
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.getMessage()).isEqualTo("Could not read quantity");
              assertThat(record.getThread()).isEqualTo("main");
              assertThat(record.getThrown().getClassName())
                  .isEqualTo(NumberFormatException.class.getName());
              assertThat(record.getThrown().getFramesList()).isNotEmpty();
            });
    assertThat(server.records())
        .extracting(LogRecord::getMessage)
        .containsOnlyOnce("Reading 1 fields");
    assertThat(server.initialized())
        .extracting(request -> request.getResource().getClient())
        .allSatisfy(name -> assertThat(name).startsWith(client));
  }
}
