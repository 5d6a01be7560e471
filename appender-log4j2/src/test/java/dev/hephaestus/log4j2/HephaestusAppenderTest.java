package dev.hephaestus.log4j2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hephaestus.client.ClientOption;
import dev.hephaestus.client.testkit.FakeServer;
import dev.hephaestus.client.testkit.WirePairs;
import dev.hephaestus.proto.v1.LogRecord;
import dev.hephaestus.proto.v1.Solution;
import dev.hephaestus.proto.v1.Thrown;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.MarkerManager;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.xml.XmlConfiguration;
import org.apache.logging.log4j.message.StringMapMessage;
import org.apache.logging.log4j.status.StatusData;
import org.apache.logging.log4j.status.StatusListener;
import org.apache.logging.log4j.status.StatusLogger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HephaestusAppenderTest {
  private final LoggerContext context = new LoggerContext("test");
  private final Statuses statuses = new Statuses();
  private FakeServer server;

  @BeforeAll
  static void bePatient() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(30)); // For a busy machine.
  }

  @BeforeEach
  void start() {
    server = FakeServer.start();
    StatusLogger.getLogger().registerListener(statuses);
  }

  @AfterEach
  void stop() {
    StatusLogger.getLogger().removeListener(statuses);
    context.stop(5, TimeUnit.SECONDS);
    server.close();
    ThreadContext.clearAll();
    for (ClientOption option : ClientOption.values()) {
      System.clearProperty(option.systemProperty());
    }
  }

  /** An application's log4j2.xml with these options. */
  private void configure(String options) {
    String xml =
        "<Configuration><Appenders><Hephaestus name='hephaestus' "
            + options
            + "/></Appenders><Loggers><Root level='debug'><AppenderRef ref='hephaestus'/></Root>"
            + "</Loggers></Configuration>";
    try {
      byte[] bytes = xml.getBytes(StandardCharsets.UTF_8);
      ConfigurationSource source = new ConfigurationSource(new ByteArrayInputStream(bytes));
      context.start(new XmlConfiguration(context, source));
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  private void configureShop() {
    configure("endpoint='" + server.endpoint() + "' service='shop' repository='/src/shop'");
  }

  private Logger logger() {
    return context.getLogger("shop.Checkout");
  }

  private LogRecord onlyRecord() {
    await().untilAsserted(() -> assertThat(server.records()).hasSize(1));
    return server.records().get(0);
  }

  @Test
  void anEventArrivesWithAllItsParts() {
    configureShop();
    ThreadContext.put("user", "ann");
    ThreadContext.push("checkout");
    Marker marker = MarkerManager.getMarker("MONEY").setParents(MarkerManager.getMarker("AUDIT"));
    IllegalStateException thrown =
        new IllegalStateException("no price", new RuntimeException("no rate"));
    thrown.addSuppressed(new IllegalArgumentException("suppressed"));

    logger().error(marker, "Could not price order {} of {}", 7, "Ann", thrown);

    LogRecord record = onlyRecord();
    assertThat(record.getLogger()).isEqualTo("shop.Checkout");
    assertThat(record.getThread()).isEqualTo(Thread.currentThread().getName());
    assertThat(record.getTemplate()).isEqualTo("Could not price order {} of {}");
    assertThat(record.getArgumentsList()).containsExactly("7", "Ann");
    assertThat(record.getMessage()).isEqualTo("Could not price order 7 of Ann");
    assertThat(WirePairs.map(record.getMdcList()))
        .containsEntry("user", "ann")
        .containsEntry("ndc", "checkout");
    assertThat(record.getMarkersList()).containsExactly("MONEY", "AUDIT");
    Thrown wire = record.getThrown();
    assertThat(wire.getClassName()).isEqualTo("java.lang.IllegalStateException");
    assertThat(wire.getFrames(0).getMethod()).isEqualTo("anEventArrivesWithAllItsParts");
    assertThat(wire.getCause().getMessage()).isEqualTo("no rate");
    assertThat(wire.getSuppressed(0).getMessage()).isEqualTo("suppressed");
    assertThat(server.initialized().get(0).getResource().getClient())
        .startsWith("hephaestus-log4j2 ");
  }

  @Test
  void eventsThatLog4jReusesStayApart() {
    configureShop();
    for (int i = 0; i < 50; i++) {
      logger().info("context {} of {}", i, "fifty");
    }
    logger().error("trigger {}", "last");

    await().untilAsserted(() -> assertThat(server.records()).hasSize(51));
    assertThat(server.records().get(3).getMessage()).isEqualTo("context 3 of fifty");
    assertThat(server.records().get(3).getTemplate()).isEqualTo("context {} of {}");
    assertThat(server.records().get(3).getArgumentsList()).containsExactly("3", "fifty");
    assertThat(server.messages()).doesNotHaveDuplicates();
  }

  @Test
  void whatChangesAfterLoggingDoesNotShow() {
    configureShop();
    Object[] array = {"one", 2, 3L, "four", 5.0};
    StringBuilder builder = new StringBuilder("as logged");
    ThreadContext.put("user", "ann");
    logger().info("{} {} {} {} {}", array);
    logger().info("{} by {}", builder, "ann");
    Arrays.fill(array, "changed");
    builder.setLength(0);
    ThreadContext.put("user", "bob");
    logger().error("trigger {}", "last");

    await().untilAsserted(() -> assertThat(server.records()).hasSize(3));
    assertThat(server.messages())
        .containsExactly("one 2 3 four 5.0", "as logged by ann", "trigger last");
    assertThat(server.records().get(0).getArgumentsList())
        .containsExactly("one", "2", "3", "four", "5.0");
    assertThat(server.records())
        .extracting(record -> WirePairs.map(record.getMdcList()).get("user"))
        .containsExactly("ann", "ann", "bob");
  }

  @Test
  void theTextIsTheOneThatLog4jMakes() {
    configureShop();
    IllegalStateException thrown = new IllegalStateException("no price");
    logger().info((Object) "braces {} of an object");
    logger().info("escaped \\{} without", new Object[0]);
    logger().info("more {}", "than", "asked for");
    logger().error("{} of {} for {} lines", "A-4711", "Ann", 3, thrown);
    logger().error("{} and {}", thrown, thrown);

    await().untilAsserted(() -> assertThat(server.records()).hasSize(5));
    assertThat(server.messages())
        .containsExactly(
            "braces {} of an object",
            "escaped \\{} without",
            "more than",
            "A-4711 of Ann for 3 lines",
            thrown + " and " + thrown);
    assertThat(server.records().get(3).getArgumentsList()).containsExactly("A-4711", "Ann", "3");
    assertThat(server.records().get(3).getThrown().getMessage()).isEqualTo("no price");
  }

  @Test
  void pairsOfAMapMessageAreKeyValues() {
    configureShop();
    logger().error(new StringMapMessage().with("order", "7"));

    assertThat(WirePairs.map(onlyRecord().getKeyValuesList())).containsEntry("order", "7");
  }

  @Test
  void fatalAndCustomLevelsKeepTheirSeverity() {
    configureShop();
    logger().fatal("fatal");
    logger().log(Level.forName("NOTICE", 350), "between warn and info");
    logger().error("trigger");

    await().untilAsserted(() -> assertThat(server.records()).hasSize(3));
    assertThat(server.records())
        .extracting(LogRecord::getLevel)
        .containsExactly(
            dev.hephaestus.proto.v1.Level.LEVEL_FATAL,
            dev.hephaestus.proto.v1.Level.LEVEL_INFO,
            dev.hephaestus.proto.v1.Level.LEVEL_ERROR);
  }

  @Test
  void everyOptionCanBeSetInXml() {
    configure(
        Arrays.stream(ClientOption.values())
            .map(option -> option.key() + "='nonsense'")
            .collect(Collectors.joining(" ")));

    assertThat(statuses.messages(Level.ERROR)).hasSize(1);
  }

  @Test
  void faultyConfigurationIsOneErrorNamingAllAndTheApplicationRunsOn() {
    configure("endpoint='nowhere' linger='soon'");
    logger().error("goes on");

    assertThat(statuses.messages(Level.ERROR))
        .singleElement()
        .asString()
        .contains("endpoint", "linger", "repository");
  }

  @Test
  void isBuiltWithNothingButSystemProperties() {
    System.setProperty("hephaestus.endpoint", server.endpoint());
    System.setProperty("hephaestus.service", "shop");
    System.setProperty("hephaestus.repository", "/src/shop");
    HephaestusAppender appender = HephaestusAppender.newBuilder().setName("hephaestus").build();
    appender.start();
    context.start();
    logger().addAppender(appender);

    logger().error("attached");

    assertThat(onlyRecord().getMessage()).isEqualTo("attached");
    appender.stop();
  }

  @Test
  void aServerThatIsAwayIsNoErrorAndOneWarningAtMost() {
    server.stop();
    configureShop();
    for (int i = 0; i < 100; i++) {
      logger().error("e{}", i);
    }

    await().untilAsserted(() -> assertThat(statuses.messages(Level.WARN)).hasSize(1));
    assertThat(statuses.messages(Level.ERROR)).isEmpty();
    server.restart();
    await().untilAsserted(() -> assertThat(server.records()).hasSize(100));
    assertThat(statuses.messages(Level.WARN)).hasSize(1);
  }

  @Test
  void anArgumentThatThrowsIsContained() {
    configureShop();
    Object throwing =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException("no");
          }
        };

    logger().error("{} {}", throwing, "good");

    assertThat(onlyRecord().getArguments(0)).contains("IllegalStateException");
    assertThat(onlyRecord().getArguments(1)).isEqualTo("good");
  }

  @Test
  void aSolutionIsOneLineInTheApplicationsLogAndIsNotShipped() {
    configureShop();
    await().untilAsserted(() -> assertThat(server.openStreams()).isEqualTo(1));
    org.apache.logging.log4j.core.appender.AbstractAppender log = new Recording();
    log.start();
    context.getRootLogger().addAppender(log);

    server.solve(Solution.newBuilder().setId("s1").setTitle("NullPointerException").build());
    server.solve(Solution.newBuilder().setId("s1").setTitle("NullPointerException").build());
    server.solve(Solution.newBuilder().setId("s2").setTitle("second").build());

    await().untilAsserted(() -> assertThat(Recording.of(log)).hasSize(2));
    assertThat(Recording.of(log).get(0)).startsWith("dev.hephaestus INFO ");
    logger().error("trigger");
    assertThat(onlyRecord().getMessage()).isEqualTo("trigger");
  }

  @Test
  void stoppingTheContextDeliversWhatIsLeftInTime() {
    configureShop();
    logger().error("last words");

    long before = System.nanoTime();
    context.stop(5, TimeUnit.SECONDS);

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(2500));
    assertThat(server.messages()).containsExactly("last words");
  }

  private static final class Recording
      extends org.apache.logging.log4j.core.appender.AbstractAppender {
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    Recording() {
      super("recording", null, null, true, null);
    }

    static List<String> of(org.apache.logging.log4j.core.Appender appender) {
      return ((Recording) appender).lines;
    }

    @Override
    public void append(org.apache.logging.log4j.core.LogEvent event) {
      lines.add(
          event.getLoggerName()
              + " "
              + event.getLevel()
              + " "
              + event.getMessage().getFormattedMessage());
    }
  }

  private static final class Statuses implements StatusListener {
    private final List<StatusData> all = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void log(StatusData data) {
      all.add(data);
    }

    @Override
    public Level getStatusLevel() {
      return Level.WARN;
    }

    @Override
    public void close() {}

    List<String> messages(Level level) {
      return List.copyOf(all).stream()
          .filter(data -> data.getLevel().equals(level))
          .map(data -> data.getMessage().getFormattedMessage())
          .collect(Collectors.toList());
    }
  }
}
