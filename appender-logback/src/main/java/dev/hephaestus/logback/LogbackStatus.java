package dev.hephaestus.logback;

import ch.qos.logback.classic.LoggerContext;
import dev.hephaestus.client.StatusReporter;
import org.jspecify.annotations.Nullable;

/** Tells Logback's status manager. */
final class LogbackStatus implements StatusReporter {
  private final HephaestusAppender appender;

  LogbackStatus(HephaestusAppender appender) {
    this.appender = appender;
  }

  @Override
  public void info(String message) {
    appender.addInfo(message);
  }

  @Override
  public void warn(String message, @Nullable Throwable cause) {
    if (cause == null) {
      appender.addWarn(message);
    } else {
      appender.addWarn(message, cause);
    }
  }

  @Override
  public void solution(String line) {
    LoggerContext context = appender.loggerContext();
    if (context == null) {
      appender.addInfo(line);
    } else {
      context.getLogger("dev.hephaestus").info("{}", line);
    }
  }
}
