package dev.hephaestus.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.read.ListAppender;
import ch.qos.logback.core.status.Status;
import dev.hephaestus.client.ClientOption;
import dev.hephaestus.client.testkit.FakeServer;
import dev.hephaestus.client.testkit.WirePairs;
import dev.hephaestus.proto.v1.LogRecord;
import dev.hephaestus.proto.v1.Solution;
import dev.hephaestus.proto.v1.Thrown;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

final class HephaestusAppenderTest {
  private final LoggerContext context = new LoggerContext();
  private FakeServer server;

  @BeforeAll
  static void bePatient() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(30)); // For a busy machine.
  }

  @BeforeEach
  void start() {
    server = FakeServer.start();
    context.setMDCAdapter(MDC.getMDCAdapter());
  }

  @AfterEach
  void stop() {
    context.stop();
    server.close();
    MDC.clear();
    for (ClientOption option : ClientOption.values()) {
      System.clearProperty(option.systemProperty());
    }
  }

  /** An application's logback.xml with these options. */
  private void configure(String options) {
    String xml =
        "<configuration><appender name='HEPHAESTUS'"
            + " class='dev.hephaestus.logback.HephaestusAppender'>"
            + options
            + "</appender><root level='DEBUG'><appender-ref ref='HEPHAESTUS'/></root>"
            + "</configuration>";
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    try {
      configurator.doConfigure(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    } catch (JoranException malformed) {
      throw new AssertionError(malformed);
    }
  }

  private void configureShop() {
    configure(
        "<endpoint>"
            + server.endpoint()
            + "</endpoint><service>shop</service><repository>/src/shop</repository>");
  }

  private Logger logger() {
    return context.getLogger("shop.Checkout");
  }

  private LogRecord onlyRecord() {
    await().untilAsserted(() -> assertThat(server.records()).hasSize(1));
    return server.records().get(0);
  }

  private List<String> statuses(int level) {
    return context.getStatusManager().getCopyOfStatusList().stream()
        .filter(status -> status.getLevel() == level)
        .map(Status::getMessage)
        .collect(Collectors.toList());
  }

  @Test
  void whatChangesAfterLoggingDoesNotShow() {
    configureShop();
    Object[] array = {"one", 2, 3L, "four", 5.0};
    Object[] two = {"A-4711", 2};
    StringBuilder builder = new StringBuilder("as logged");
    MDC.put("user", "ann");
    logger().info("{} {} {} {} {}", array);
    logger().info("{} {}", two);
    logger().info("{} by {}", builder, "ann");
    Arrays.fill(array, "changed");
    Arrays.fill(two, "changed");
    builder.setLength(0);
    MDC.put("user", "bob");
    logger().error("trigger");

    await().untilAsserted(() -> assertThat(server.records()).hasSize(4));
    assertThat(server.messages())
        .containsExactly("one 2 3 four 5.0", "A-4711 2", "as logged by ann", "trigger");
    assertThat(server.records().get(0).getArgumentsList())
        .containsExactly("one", "2", "3", "four", "5.0");
    assertThat(server.records())
        .extracting(record -> WirePairs.map(record.getMdcList()).get("user"))
        .containsExactly("ann", "ann", "ann", "bob");
  }

  @Test
  void neitherARenamedThreadNorAnotherAppenderChangesWhatWasLogged() throws Exception {
    configureShop();
    AsyncAppender other = new AsyncAppender();
    other.setContext(context);
    other.start();
    Thread thread =
        new Thread(
            () -> {
              ListAppender<ILoggingEvent> later = new ListAppender<>();
              later.start();
              context.getLogger("ROOT").addAppender(other);
              context.getLogger("ROOT").addAppender(later);
              MDC.put("requestId", "r-1");
              MDC.put("user", "ann");
              logger().info("{} for {}", "A-4711", "Ann");
              ((LoggingEvent) later.list.get(0)).addMarker(MarkerFactory.getMarker("LATER"));
              Thread.currentThread().setName("renamed");
              MDC.put("user", "bob");
              logger().error("trigger");
            },
            "till-1");
    thread.start();
    thread.join();

    await().untilAsserted(() -> assertThat(server.records()).hasSize(2));
    LogRecord record = server.records().get(0);
    assertThat(record.getMessage()).isEqualTo("A-4711 for Ann");
    assertThat(record.getThread()).isEqualTo("till-1");
    assertThat(WirePairs.map(record.getMdcList())).containsEntry("user", "ann");
    assertThat(record.getMarkersList()).isEmpty();
    assertThat(server.records().get(1).getThread()).isEqualTo("renamed");
  }

  @Test
  @SuppressWarnings("deprecation") // Markers within markers are still in use.
  void anEventArrivesWithAllItsParts() {
    configureShop();
    MDC.put("user", "ann");
    MDC.put("nothing", null);
    Marker outer = MarkerFactory.getDetachedMarker("MONEY");
    outer.add(MarkerFactory.getDetachedMarker("AUDIT"));
    IllegalStateException thrown =
        new IllegalStateException("no price", new RuntimeException("no rate"));
    thrown.addSuppressed(new IllegalArgumentException("suppressed"));

    logger()
        .atError()
        .addMarker(outer)
        .addKeyValue("amount", 12.5)
        .setCause(thrown)
        .log("Could not price order {} of {}", 7, "Ann");

    LogRecord record = onlyRecord();
    assertThat(record.getLogger()).isEqualTo("shop.Checkout");
    assertThat(record.getThread()).isEqualTo(Thread.currentThread().getName());
    assertThat(record.getTemplate()).isEqualTo("Could not price order {} of {}");
    assertThat(record.getArgumentsList()).containsExactly("7", "Ann");
    assertThat(record.getMessage()).isEqualTo("Could not price order 7 of Ann");
    assertThat(WirePairs.map(record.getMdcList()))
        .containsOnlyKeys("user")
        .containsEntry("user", "ann");
    assertThat(record.getMarkersList()).containsExactly("MONEY", "AUDIT");
    assertThat(WirePairs.map(record.getKeyValuesList())).containsEntry("amount", "12.5");
    assertThat(record.getRole()).isEqualTo(LogRecord.Role.ROLE_TRIGGER);
    Thrown wire = record.getThrown();
    assertThat(wire.getClassName()).isEqualTo("java.lang.IllegalStateException");
    assertThat(wire.getFrames(0).getMethod()).isEqualTo("anEventArrivesWithAllItsParts");
    assertThat(wire.getCause().getMessage()).isEqualTo("no rate");
    assertThat(wire.getSuppressed(0).getMessage()).isEqualTo("suppressed");
    assertThat(server.initialized().get(0).getResource().getClient())
        .startsWith("hephaestus-logback ");
  }

  @Test
  void theThrowableAsLastArgumentIsWhatWasThrownAndNoArgument() {
    configureShop();
    logger().error("failed for {}", "Ann", new IllegalStateException("x"));

    assertThat(onlyRecord().getArgumentsList()).containsExactly("Ann");
    assertThat(onlyRecord().getThrown().getMessage()).isEqualTo("x");
  }

  @Test
  void contextPrecedesItsTrigger() {
    configureShop();
    logger().debug("opened");
    logger().info("priced");
    logger().error("failed");

    await()
        .untilAsserted(
            () -> assertThat(server.messages()).containsExactly("opened", "priced", "failed"));
  }

  @Test
  void everyOptionCanBeSetInXml() {
    String options =
        List.of(ClientOption.values()).stream()
            .map(option -> "<" + option.key() + ">nonsense</" + option.key() + ">")
            .collect(Collectors.joining());
    configure(options);

    assertThat(statuses(Status.WARN)).isEmpty();
    assertThat(statuses(Status.ERROR)).hasSize(1);
  }

  @Test
  void faultyConfigurationIsOneErrorNamingAllAndTheApplicationRunsOn() {
    configure("<endpoint>nowhere</endpoint><linger>soon</linger>");
    logger().error("goes on");

    assertThat(statuses(Status.ERROR))
        .singleElement()
        .asString()
        .contains("endpoint", "linger", "repository");
    assertThat(statuses(Status.WARN)).isEmpty();
  }

  @Test
  void startsWithNothingButSystemProperties() {
    System.setProperty("hephaestus.endpoint", server.endpoint());
    System.setProperty("hephaestus.service", "shop");
    System.setProperty("hephaestus.repository", "/src/shop");
    HephaestusAppender appender = new HephaestusAppender();
    appender.setContext(context);
    appender.setName("hephaestus");
    appender.start();
    logger().addAppender(appender);

    logger().error("attached");

    assertThat(onlyRecord().getMessage()).isEqualTo("attached");
  }

  @Test
  void aServerThatIsAwayIsNoErrorAndOneWarningAtMost() {
    server.stop();
    configureShop();
    for (int i = 0; i < 100; i++) {
      logger().error("e{}", i);
    }

    await().untilAsserted(() -> assertThat(statuses(Status.WARN)).hasSize(1));
    assertThat(statuses(Status.ERROR)).isEmpty();
    server.restart();
    await().untilAsserted(() -> assertThat(server.records()).hasSize(100));
    assertThat(statuses(Status.WARN)).hasSize(1);
  }

  @Test
  void anArgumentThatThrowsOrLogsIsContained() {
    configureShop();
    Object throwing =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException("no");
          }
        };
    Object logging =
        new Object() {
          @Override
          public String toString() {
            logger().error("from toString");
            return "logging";
          }
        };

    logger().error("{} {}", throwing, logging);

    LogRecord record = onlyRecord();
    assertThat(record.getArguments(0)).contains("IllegalStateException");
    assertThat(record.getArguments(1)).isEqualTo("logging");
  }

  @Test
  void aSolutionIsOneLineInTheApplicationsLogAndIsNotShipped() {
    configureShop();
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(log);
    await().untilAsserted(() -> assertThat(server.openStreams()).isEqualTo(1));

    server.solve(Solution.newBuilder().setId("s1").setTitle("NullPointerException").build());
    server.solve(Solution.newBuilder().setId("s1").setTitle("NullPointerException").build());
    server.solve(Solution.newBuilder().setId("s2").setTitle("second").build());

    await().untilAsserted(() -> assertThat(log.list).hasSize(2));
    assertThat(log.list.get(0).getLoggerName()).isEqualTo("dev.hephaestus");
    assertThat(log.list.get(0).getFormattedMessage()).contains("NullPointerException");
    logger().error("trigger");
    assertThat(onlyRecord().getMessage()).isEqualTo("trigger");
  }

  @Test
  void stoppingTheContextDeliversWhatIsLeftInTime() {
    configureShop();
    logger().error("last words");

    long before = System.nanoTime();
    context.stop();

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(2500));
    assertThat(server.messages()).containsExactly("last words");
  }

  @Test
  void runsOnTheJvmItIsMeantFor() {
    // Printed so that the build's log shows on which JVMs this ran.
    System.out.println(
        String.format(Locale.ROOT, "appender-logback on Java %s", Runtime.version().feature()));
    assertThat(Runtime.version().feature()).isGreaterThanOrEqualTo(11);
  }
}
