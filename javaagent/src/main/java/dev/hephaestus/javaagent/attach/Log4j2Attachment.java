package dev.hephaestus.javaagent.attach;

import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;

/**
 * Follows the logger contexts of one loaded Log4j 2: each of its configurations gets an appender
 * that leads to the context's relay, unless the application configures our appender itself.
 *
 * <p><i>Threads:</i> any.
 */
public final class Log4j2Attachment implements BiConsumer<String, Object> {

  private final Map<LoggerContext, Relay<LogEvent>> relays = new WeakHashMap<>();

  private final BooleanSupplier isOn;

  /** Called by reflection. */
  public Log4j2Attachment(BooleanSupplier isOn) {
    this.isOn = isOn;
  }

  @Override
  public void accept(String method, Object target) {
    LoggerContext context = (LoggerContext) target;
    if (method.equals("stop")) {
      stop(context);
    } else {
      attach(context);
    }
  }

  private void attach(LoggerContext context) {
    Configuration configuration = context.getConfiguration();
    Log4j2RelayAppender appender;
    synchronized (relays) {
      if (configuration.getRootLogger().getAppenders().containsKey(OwnAppenders.RELAY)) {
        return;
      }
      appender = new Log4j2RelayAppender(relayOf(context));
    }
    appender.start();
    configuration.addAppender(appender);
    configuration.getRootLogger().addAppender(appender, null, null);
  }

  private Relay<LogEvent> relayOf(LoggerContext context) {
    Relay<LogEvent> relay = relays.get(context);
    if (relay == null || relay.hasEnded()) {
      relay = new Relay<>(new Log4j2SinkFactory(context), isOn);
      relays.put(context, relay);
    }
    return relay;
  }

  private void stop(LoggerContext context) {
    Relay<LogEvent> relay;
    synchronized (relays) {
      relay = relays.remove(context);
    }
    if (relay != null) {
      relay.stop();
    }
  }
}
