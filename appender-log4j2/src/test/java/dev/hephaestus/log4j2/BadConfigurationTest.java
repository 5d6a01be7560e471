package dev.hephaestus.log4j2;

import dev.hephaestus.client.testkit.BadConfigurationContract;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
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

final class BadConfigurationTest extends BadConfigurationContract {
  private final LoggerContext context = new LoggerContext("bad");
  private final Statuses statuses = new Statuses();
  private final Recording other = new Recording();

  @BeforeEach
  void listen() {
    StatusLogger.getLogger().registerListener(statuses);
  }

  @AfterEach
  void listenNoMore() {
    StatusLogger.getLogger().removeListener(statuses);
  }

  @Override
  protected void configure(Map<String, String> options) {
    String attributes =
        options.entrySet().stream()
            .map(option -> option.getKey() + "='" + option.getValue() + "' ")
            .collect(Collectors.joining());
    String xml =
        "<Configuration><Appenders><Hephaestus name='hephaestus' "
            + attributes
            + "/></Appenders><Loggers><Root level='debug'><AppenderRef ref='hephaestus'/></Root>"
            + "</Loggers></Configuration>";
    try {
      byte[] bytes = xml.getBytes(StandardCharsets.UTF_8);
      ConfigurationSource source = new ConfigurationSource(new ByteArrayInputStream(bytes));
      context.start(new XmlConfiguration(context, source));
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
    other.start();
    context.getRootLogger().addAppender(other);
  }

  @Override
  protected void log(String message) {
    context.getLogger("shop.Checkout").error(message);
  }

  @Override
  protected List<String> logged() {
    return other.messages;
  }

  @Override
  protected List<String> statuses() {
    return statuses.messages;
  }

  @Override
  protected void stop() {
    context.stop(5, TimeUnit.SECONDS);
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
