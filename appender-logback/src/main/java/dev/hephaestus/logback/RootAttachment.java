package dev.hephaestus.logback;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.spi.AppenderAttachable;
import dev.hephaestus.client.ClientOption;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Attaches an appender to the root logger, unless the logging configuration has one anywhere. */
final class RootAttachment {
  private static final String NAME = "HEPHAESTUS";

  private RootAttachment() {}

  /** In a context that is only known as SLF4J's; absent when it is not Logback's, or has one. */
  static Optional<HephaestusAppender> attach(
      Object context, Function<ClientOption, @Nullable String> options) {
    return context instanceof LoggerContext
        ? attach((LoggerContext) context, options)
        : Optional.empty();
  }

  private static Optional<HephaestusAppender> attach(
      LoggerContext context, Function<ClientOption, @Nullable String> options) {
    if (context.getLoggerList().stream().anyMatch(RootAttachment::hasOne)) {
      return Optional.empty();
    }
    HephaestusAppender appender = new HephaestusAppender();
    appender.setName(NAME);
    appender.setContext(context);
    for (ClientOption option : ClientOption.values()) {
      appender.set(option, options.apply(option));
    }
    appender.start();
    context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(appender);
    return Optional.of(appender);
  }

  private static boolean hasOne(Logger logger) {
    return hasOne((AppenderAttachable<ILoggingEvent>) logger);
  }

  /** Itself, or behind others such as AsyncAppender. */
  @SuppressWarnings("unchecked")
  private static boolean hasOne(AppenderAttachable<ILoggingEvent> holder) {
    Iterator<Appender<ILoggingEvent>> appenders = holder.iteratorForAppenders();
    while (appenders.hasNext()) {
      Appender<ILoggingEvent> appender = appenders.next();
      if (appender instanceof HephaestusAppender
          || (appender instanceof AppenderAttachable
              && hasOne((AppenderAttachable<ILoggingEvent>) appender))) {
        return true;
      }
    }
    return false;
  }
}
