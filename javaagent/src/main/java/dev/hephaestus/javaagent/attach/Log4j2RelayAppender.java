package dev.hephaestus.javaagent.attach;

import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** What the agent puts on the root of a Log4j 2 configuration. */
final class Log4j2RelayAppender extends AbstractAppender {

  private final Relay<LogEvent> relay;

  Log4j2RelayAppender(Relay<LogEvent> relay) {
    super(OwnAppenders.RELAY, null, null, true, Property.EMPTY_ARRAY);
    this.relay = relay;
  }

  @Override
  public void append(LogEvent event) {
    relay.accept(event);
  }
}
