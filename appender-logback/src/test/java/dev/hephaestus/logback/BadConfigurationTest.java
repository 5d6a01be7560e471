package dev.hephaestus.logback;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.read.ListAppender;
import ch.qos.logback.core.status.Status;
import dev.hephaestus.client.testkit.BadConfigurationContract;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.MDC;

final class BadConfigurationTest extends BadConfigurationContract {
  private final LoggerContext context = new LoggerContext();
  private final ListAppender<ILoggingEvent> other = new ListAppender<>();

  @Override
  protected void configure(Map<String, String> options) {
    context.setMDCAdapter(MDC.getMDCAdapter());
    String elements =
        options.entrySet().stream()
            .map(option -> String.format("<%1$s>%2$s</%1$s>", option.getKey(), option.getValue()))
            .collect(Collectors.joining());
    String xml =
        "<configuration><appender name='HEPHAESTUS'"
            + " class='dev.hephaestus.logback.HephaestusAppender'>"
            + elements
            + "</appender><root level='DEBUG'><appender-ref ref='HEPHAESTUS'/></root>"
            + "</configuration>";
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    try {
      configurator.doConfigure(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    } catch (JoranException malformed) {
      throw new AssertionError(malformed);
    }
    other.setContext(context);
    other.start();
    context.getLogger("ROOT").addAppender(other);
  }

  @Override
  protected void log(String message) {
    context.getLogger("shop.Checkout").error(message);
  }

  @Override
  protected List<String> logged() {
    return other.list.stream().map(ILoggingEvent::getFormattedMessage).collect(Collectors.toList());
  }

  @Override
  protected List<String> statuses() {
    return context.getStatusManager().getCopyOfStatusList().stream()
        .filter(status -> status.getLevel() >= Status.WARN)
        .map(Status::getMessage)
        .collect(Collectors.toList());
  }

  @Override
  protected void stop() {
    context.stop();
  }
}
