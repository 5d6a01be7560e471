package dev.hephaestus.log4j2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hephaestus.client.testkit.FakeServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.xml.XmlConfiguration;
import org.apache.logging.log4j.status.StatusData;
import org.apache.logging.log4j.status.StatusListener;
import org.apache.logging.log4j.status.StatusLogger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BadConfigurationTest {
  private static final String GOOD = "service='shop' repository='/src/shop' shutdownHook='false' spool='none' ";

  private final LoggerContext context = new LoggerContext("bad");
  private final Statuses statuses = new Statuses();

  @BeforeEach
  void listen() {
    StatusLogger.getLogger().registerListener(statuses);
  }

  @AfterEach
  void stop() {
    StatusLogger.getLogger().removeListener(statuses);
    context.stop(5, TimeUnit.SECONDS);
    System.clearProperty("hephaestus.linger");
    System.clearProperty("hephaestus.repositry");
  }

  /** An application's log4j2.xml with these options, and another appender. */
  private Recording configure(String options) {
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
    Recording other = new Recording();
    other.start();
    context.getRootLogger().addAppender(other);
    return other;
  }

  private void assertLoggingUnharmed(Recording other) {
    context.getLogger("shop.Checkout").error("goes on");
    assertThat(other.messages).contains("goes on");
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
    Recording other = configure(GOOD + option + "='" + value + "'");

    assertLoggingUnharmed(other);
    assertThat(statuses.messages)
        .singleElement()
        .asString()
        .contains(option, value, hint, "(logging configuration)");
  }

  @Test
  void aFaultInASystemPropertyIsToldApart() {
    System.setProperty("hephaestus.linger", "soon");
    Recording other = configure(GOOD + "linger='20ms'");

    assertLoggingUnharmed(other);
    assertThat(statuses.messages)
        .singleElement()
        .asString()
        .contains("linger \"soon\"", "(system property hephaestus.linger)");
  }

  @Test
  void anUnknownAttributeIsNamedOnceAndTheRestWorks() {
    FakeServer server = FakeServer.start();
    try {
      Recording other = configure(GOOD + "endpont='x:1' endpoint='" + server.endpoint() + "'");
      assertLoggingUnharmed(other);
      assertThat(statuses.messages).singleElement().asString().contains("endpont");
      await().untilAsserted(() -> assertThat(server.messages()).containsExactly("goes on"));
    } finally {
      context.stop(5, TimeUnit.SECONDS);
      server.close();
    }
  }

  @Test
  void aKeyFileThatCannotBeReadIsNamedOnce() {
    FakeServer server = FakeServer.start();
    try {
      Recording other =
          configure(
              GOOD + "apiKeyFile='/no/such/key' endpoint='" + server.endpoint() + "'");
      assertLoggingUnharmed(other);
      await().untilAsserted(() -> assertThat(statuses.messages).isNotEmpty());
      context.stop(5, TimeUnit.SECONDS);
      assertThat(statuses.messages)
          .filteredOn(status -> status.contains("apiKeyFile"))
          .singleElement()
          .asString()
          .contains("/no/such/key", "cannot be read");
    } finally {
      context.stop(5, TimeUnit.SECONDS);
      server.close();
    }
  }

  @Test
  void anUnknownSystemPropertyIsNamedOnceAndTheRestWorks() {
    System.setProperty("hephaestus.repositry", "/src");
    FakeServer server = FakeServer.start();
    try {
      Recording other = configure(GOOD + "endpoint='" + server.endpoint() + "'");
      assertLoggingUnharmed(other);
      assertThat(statuses.messages)
          .singleElement()
          .asString()
          .contains("hephaestus.repositry", "did you mean repository?");
      await().untilAsserted(() -> assertThat(server.messages()).containsExactly("goes on"));
    } finally {
      context.stop(5, TimeUnit.SECONDS);
      server.close();
    }
  }

  private static final class Recording extends AbstractAppender {
    final List<String> messages = new CopyOnWriteArrayList<>();

    Recording() {
      super("recording", null, null, true, null);
    }

    @Override
    public void append(LogEvent event) {
      messages.add(event.getMessage().getFormattedMessage());
    }
  }

  private static final class Statuses implements StatusListener {
    final List<String> messages = new CopyOnWriteArrayList<>();

    @Override
    public void log(StatusData data) {
      messages.add(data.getMessage().getFormattedMessage());
    }

    @Override
    public Level getStatusLevel() {
      return Level.WARN;
    }

    @Override
    public void close() {}
  }
}
