package dev.hephaestus.benchmarks.client;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import org.slf4j.MDC;

/** Logs through SLF4J to Logback with one appender. */
final class LogbackApplication implements Application {
  private final LoggerContext context = new LoggerContext();
  private final Logger logger = context.getLogger("shop.Checkout");

  LogbackApplication() {
    context.setMDCAdapter(MDC.getMDCAdapter());
  }

  LoggerContext context() {
    return context;
  }

  /** The application with that; it is started here. */
  LogbackApplication with(Appender<ILoggingEvent> appender) {
    appender.setContext(context);
    appender.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    root.addAppender(appender);
    return this;
  }

  @Override
  public void enter() {
    MDC.put("trace_id", "4bf92f3577b34da6a3ce929d0e0e4736");
    MDC.put("tenant", "acme");
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
