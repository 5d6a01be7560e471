package dev.hephaestus.benchmarks.client;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import java.util.function.LongSupplier;
import org.slf4j.MDC;

/** Logback with one appender. */
final class LogbackRig implements Rig {
  private final LoggerContext context;
  private final Logger logger;
  private final LongSupplier delivered;
  private final LongSupplier dropped;
  private final Runnable end;

  LogbackRig(
      LoggerContext context,
      Appender<ILoggingEvent> appender,
      LongSupplier delivered,
      LongSupplier dropped,
      Runnable end) {
    this.context = context;
    this.delivered = delivered;
    this.dropped = dropped;
    this.end = end;
    this.logger = context.getLogger("shop.Checkout");
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    root.addAppender(appender);
  }

  static LoggerContext context() {
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(MDC.getMDCAdapter());
    return context;
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
  public long delivered() {
    return delivered.getAsLong();
  }

  @Override
  public long dropped() {
    return dropped.getAsLong();
  }

  @Override
  public void close() {
    context.stop();
    end.run();
  }
}
