package dev.hephaestus.javaagent.attach;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.spi.AppenderAttachable;
import dev.hephaestus.client.ClientConfiguration;
import dev.hephaestus.logback.HephaestusAppender;
import java.lang.ref.WeakReference;
import java.util.Iterator;
import java.util.Optional;

/** Makes our Logback appender for a context. */
final class LogbackSinkFactory implements SinkFactory<ILoggingEvent> {

  /** Weak, since a context that never logs is never stopped either. */
  private final WeakReference<LoggerContext> context;

  LogbackSinkFactory(LoggerContext context) {
    this.context = new WeakReference<>(context);
  }

  @Override
  public Optional<Sink<ILoggingEvent>> open() {
    LoggerContext open = context.get();
    if (open == null || isConfiguredIn(open)) {
      return Optional.empty();
    }
    // Says at once, and in one message, what the appender would only tell Logback's status list.
    ClientConfiguration.builder("hephaestus-javaagent").build();
    HephaestusAppender appender = new HephaestusAppender();
    appender.setContext(open);
    appender.setName("hephaestus");
    appender.setShutdownHook("false"); // The relay has one, which first hands over what waits.
    appender.start();
    return Optional.of(new AppenderSink(appender));
  }

  @Override
  public boolean isPressing(ILoggingEvent event) {
    return event.getLevel().isGreaterOrEqual(Level.WARN) || Shipping.isOfAll();
  }

  @Override
  public boolean isOwed() {
    return Shipping.isOwed();
  }

  @Override
  public ILoggingEvent kept(ILoggingEvent event) {
    event.prepareForDeferredProcessing();
    return event;
  }

  private static boolean isConfiguredIn(LoggerContext context) {
    return context.getLoggerList().stream().anyMatch(LogbackSinkFactory::hasConfigured);
  }

  /**
   * Whether the application gave it our appender, itself or behind others such as AsyncAppender.
   */
  static boolean hasConfigured(AppenderAttachable<ILoggingEvent> holder) {
    Iterator<Appender<ILoggingEvent>> appenders = holder.iteratorForAppenders();
    while (appenders.hasNext()) {
      Appender<ILoggingEvent> appender = appenders.next();
      if (OwnAppenders.isConfigured(appender) || isHolderOfConfigured(appender)) {
        return true;
      }
    }
    return false;
  }

  @SuppressWarnings("unchecked")
  private static boolean isHolderOfConfigured(Appender<ILoggingEvent> appender) {
    return appender instanceof AppenderAttachable
        && hasConfigured((AppenderAttachable<ILoggingEvent>) appender);
  }

  private static final class AppenderSink implements Sink<ILoggingEvent> {

    private final HephaestusAppender appender;

    AppenderSink(HephaestusAppender appender) {
      this.appender = appender;
    }

    @Override
    public void append(ILoggingEvent event) {
      appender.doAppend(event);
    }

    @Override
    public void stop() {
      appender.stop();
    }
  }
}
