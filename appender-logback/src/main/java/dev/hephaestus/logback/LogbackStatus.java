package dev.hephaestus.logback;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.spi.ContextAwareBase;
import dev.hephaestus.client.StatusReporter;
import org.jspecify.annotations.Nullable;

/** Tells Logback's status manager; knows the context only, since appenders come and go in it. */
final class LogbackStatus extends ContextAwareBase implements StatusReporter {
  LogbackStatus(@Nullable Context context) {
    if (context != null) {
      setContext(context);
    }
  }

  @Override
  public void info(String message) {
    addInfo(message);
  }

  @Override
  public void warn(String message, @Nullable Throwable cause) {
    if (cause == null) {
      addWarn(message);
    } else {
      addWarn(message, cause);
    }
  }

  @Override
  public void solution(String line) {
    if (getContext() instanceof LoggerContext) {
      ((LoggerContext) getContext()).getLogger("dev.hephaestus").info("{}", line);
    } else {
      addInfo(line);
    }
  }

  @Override
  public String toString() {
    return "Hephaestus";
  }
}
