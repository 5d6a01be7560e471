package dev.hephaestus.javaagent.attach;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;

/** What the agent puts on Logback's root logger. */
final class LogbackRelayAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {

  private final Relay<ILoggingEvent> relay;

  LogbackRelayAppender(Relay<ILoggingEvent> relay) {
    this.relay = relay;
  }

  @Override
  protected void append(ILoggingEvent event) {
    relay.accept(event);
  }
}
