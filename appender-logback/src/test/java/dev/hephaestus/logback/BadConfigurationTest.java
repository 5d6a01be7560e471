package dev.hephaestus.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import ch.qos.logback.core.status.Status;
import dev.hephaestus.client.testkit.FakeServer;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.MDC;

final class BadConfigurationTest {
  private static final String GOOD =
      "<service>shop</service><repository>/src/shop</repository><shutdownHook>false</shutdownHook>"
          + "<spool>none</spool>";

  private final LoggerContext context = new LoggerContext();

  @AfterEach
  void stop() {
    context.stop();
    System.clearProperty("hephaestus.linger");
    System.clearProperty("hephaestus.repositry");
  }

  /** An application's logback.xml with these options, and another appender. */
  private ListAppender<ILoggingEvent> configure(String options) {
    context.setMDCAdapter(MDC.getMDCAdapter());
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
    } catch (ch.qos.logback.core.joran.spi.JoranException malformed) {
      throw new AssertionError(malformed);
    }
    ListAppender<ILoggingEvent> other = new ListAppender<>();
    other.setContext(context);
    other.start();
    context.getLogger("ROOT").addAppender(other);
    return other;
  }

  private List<String> statuses() {
    return context.getStatusManager().getCopyOfStatusList().stream()
        .filter(status -> status.getLevel() >= Status.WARN)
        .map(Status::getMessage)
        .collect(Collectors.toList());
  }

  private void assertLoggingUnharmed(ListAppender<ILoggingEvent> other) {
    context.getLogger("shop.Checkout").error("goes on");
    assertThat(other.list).extracting(ILoggingEvent::getFormattedMessage).contains("goes on");
  }

  @ParameterizedTest
  @CsvSource({
    "endpoint, nowhere, host:port",
    "queueRecords, many, whole number",
    "queueBytes, 1 parsec, 16MiB",
    "linger, soon, 200ms",
    "thresholdLevel, LOUD, error",
    "enabled, perhaps, true nor false",
    "commit, HEAD, full Git hash",
    "scrubRules, card: ([, RE2",
    "scrubKeys, *, letters"
  })
  void aFaultyValueIsOneStatusThatNamesItAndSaysWhatItShouldBe(
      String option, String value, String hint) {
    ListAppender<ILoggingEvent> other =
        configure(GOOD + "<" + option + ">" + value + "</" + option + ">");

    assertLoggingUnharmed(other);
    assertThat(statuses())
        .singleElement()
        .asString()
        .contains(option, value, hint, "(logging configuration)");
  }

  @Test
  void aFaultInASystemPropertyIsToldApart() {
    System.setProperty("hephaestus.linger", "soon");
    ListAppender<ILoggingEvent> other = configure(GOOD + "<linger>20ms</linger>");

    assertLoggingUnharmed(other);
    assertThat(statuses())
        .singleElement()
        .asString()
        .contains("linger \"soon\"", "(system property hephaestus.linger)");
  }

  @Test
  void anUnknownElementIsNamedOnceAndTheRestWorks() {
    FakeServer server = FakeServer.start();
    try {
      ListAppender<ILoggingEvent> other =
          configure(GOOD + "<endpont>x:1</endpont><endpoint>" + server.endpoint() + "</endpoint>");
      assertLoggingUnharmed(other);
      assertThat(statuses()).singleElement().asString().contains("endpont");
      await().untilAsserted(() -> assertThat(server.messages()).containsExactly("goes on"));
    } finally {
      context.stop();
      server.close();
    }
  }

  @Test
  void aKeyFileThatCannotBeReadIsNamedOnce() {
    FakeServer server = FakeServer.start();
    try {
      ListAppender<ILoggingEvent> other =
          configure(
              GOOD
                  + "<apiKeyFile>/no/such/key</apiKeyFile><endpoint>"
                  + server.endpoint()
                  + "</endpoint>");
      assertLoggingUnharmed(other);
      await().untilAsserted(() -> assertThat(statuses()).isNotEmpty());
      context.stop();
      assertThat(statuses())
          .filteredOn(status -> status.contains("apiKeyFile"))
          .singleElement()
          .asString()
          .contains("/no/such/key", "cannot be read");
    } finally {
      context.stop();
      server.close();
    }
  }

  @Test
  void anUnknownSystemPropertyIsNamedOnceAndTheRestWorks() {
    System.setProperty("hephaestus.repositry", "/src");
    FakeServer server = FakeServer.start();
    try {
      ListAppender<ILoggingEvent> other =
          configure(GOOD + "<endpoint>" + server.endpoint() + "</endpoint>");
      assertLoggingUnharmed(other);
      assertThat(statuses())
          .singleElement()
          .asString()
          .contains("hephaestus.repositry", "did you mean repository?");
      await().untilAsserted(() -> assertThat(server.messages()).containsExactly("goes on"));
    } finally {
      context.stop();
      server.close();
    }
  }
}
