package dev.hephaestus.javaagent.attach;

import dev.hephaestus.client.ClientConfiguration;
import dev.hephaestus.log4j2.HephaestusAppender;
import java.lang.ref.WeakReference;
import java.util.Optional;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;

/** Makes our Log4j 2 appender for a context. */
final class Log4j2SinkFactory implements SinkFactory<LogEvent> {

  /** Weak, since a context that never logs is never stopped either. */
  private final WeakReference<LoggerContext> context;

  Log4j2SinkFactory(LoggerContext context) {
    this.context = new WeakReference<>(context);
  }

  @Override
  public Optional<Sink<LogEvent>> open() {
    LoggerContext open = context.get();
    if (open == null || isConfiguredIn(open.getConfiguration())) {
      return Optional.empty();
    }
    // Says at once, and in one message, what the appender would only tell Log4j's status logger.
    ClientConfiguration.builder("hephaestus-javaagent").build();
    HephaestusAppender appender =
        HephaestusAppender.newBuilder()
            .setName("hephaestus")
            .setConfiguration(open.getConfiguration())
            .setShutdownHook("false") // The relay has one, which first hands over what waits.
            .build();
    appender.start();
    return Optional.of(new AppenderSink(appender));
  }

  @Override
  public boolean isPressing(LogEvent event) {
    return event.getLevel().isMoreSpecificThan(Level.WARN) || Shipping.isOfAll();
  }

  @Override
  public boolean isOwed() {
    return Shipping.isOwed();
  }

  @Override
  public LogEvent kept(LogEvent event) {
    return event.toImmutable();
  }

  private static boolean isConfiguredIn(Configuration configuration) {
    return configuration.getAppenders().values().stream().anyMatch(OwnAppenders::isConfigured)
        || configuration.getLoggers().values().stream()
            .flatMap(logger -> logger.getAppenders().values().stream())
            .anyMatch(OwnAppenders::isConfigured);
  }

  private static final class AppenderSink implements Sink<LogEvent> {

    private final HephaestusAppender appender;

    AppenderSink(HephaestusAppender appender) {
      this.appender = appender;
    }

    @Override
    public void append(LogEvent event) {
      appender.append(event);
    }

    @Override
    public void stop() {
      appender.stop();
    }
  }
}
