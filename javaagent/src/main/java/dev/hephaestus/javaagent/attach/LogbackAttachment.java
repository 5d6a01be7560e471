package dev.hephaestus.javaagent.attach;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/**
 * Follows the logger contexts of one loaded Logback: each has a relay on its root logger from its
 * construction to its stop, across resets, unless the application configures our appender itself.
 *
 * <p><i>Threads:</i> any.
 */
public final class LogbackAttachment implements BiConsumer<String, Object> {

  private final Map<LoggerContext, Relay<ILoggingEvent>> relays = new WeakHashMap<>();

  private final BooleanSupplier isOn;

  /** Called by reflection. */
  public LogbackAttachment(BooleanSupplier isOn) {
    this.isOn = isOn;
  }

  @Override
  public void accept(String method, Object target) {
    if (target instanceof Logger) {
      appenderAdded((Logger) target);
    } else if (method.equals("stop")) {
      detach((LoggerContext) target);
    } else {
      attach((LoggerContext) target);
    }
  }

  private void attach(LoggerContext context) {
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    LogbackRelayAppender appender;
    synchronized (relays) {
      if (root.getAppender(OwnAppenders.RELAY) != null) {
        return;
      }
      appender = new LogbackRelayAppender(relayOf(context));
    }
    appender.setContext(context);
    appender.setName(OwnAppenders.RELAY);
    appender.start();
    root.addAppender(appender);
  }

  private Relay<ILoggingEvent> relayOf(LoggerContext context) {
    Relay<ILoggingEvent> relay = relays.get(context);
    if (relay == null || relay.hasEnded()) {
      relay = new Relay<>(new LogbackSinkFactory(context), isOn);
      relays.put(context, relay);
    }
    return relay;
  }

  private void detach(LoggerContext context) {
    context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).detachAppender(OwnAppenders.RELAY);
    Relay<ILoggingEvent> relay;
    synchronized (relays) {
      relay = relays.remove(context);
    }
    if (relay != null) {
      relay.stop();
    }
  }

  private void appenderAdded(Logger logger) {
    if (!LogbackSinkFactory.hasConfigured(logger)) {
      return;
    }
    Relay<ILoggingEvent> relay;
    synchronized (relays) {
      relay = relays.get(logger.getLoggerContext());
    }
    if (relay != null) {
      relay.end();
    }
  }
}
