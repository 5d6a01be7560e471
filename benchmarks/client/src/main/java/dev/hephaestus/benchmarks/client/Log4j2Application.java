package dev.hephaestus.benchmarks.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.xml.XmlConfiguration;

/** Logs to Log4j 2, configured as an application does it. */
final class Log4j2Application implements Application {
  private final LoggerContext context;
  private final Logger logger;

  Log4j2Application(LoggerContext context, String appenders, String reference) {
    String xml =
        "<Configuration status='WARN'><Appenders>"
            + appenders
            + "</Appenders><Loggers><Root level='INFO'><AppenderRef ref='"
            + reference
            + "'/></Root></Loggers></Configuration>";
    this.context = context;
    try {
      ConfigurationSource source =
          new ConfigurationSource(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
      context.start(new XmlConfiguration(context, source));
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
    this.logger = context.getLogger("shop.Checkout");
  }

  @Override
  public void enter() {
    ThreadContext.put("trace_id", "4bf92f3577b34da6a3ce929d0e0e4736");
    ThreadContext.put("tenant", "acme");
  }

  @Override
  public void info(String order, int lines, long cents) {
    logger.info("Order {} with {} lines costs {} cents", order, lines, cents);
  }

  @Override
  public void error(String order, Throwable thrown) {
    logger.error("Could not price order {}", order, thrown);
  }

  @Override
  public void close() {
    context.stop();
  }
}
