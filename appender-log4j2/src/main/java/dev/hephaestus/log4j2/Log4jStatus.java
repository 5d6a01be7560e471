package dev.hephaestus.log4j2;

import dev.hephaestus.client.StatusReporter;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.status.StatusLogger;
import org.jspecify.annotations.Nullable;

/** Tells Log4j's status logger; knows the context only, since configurations come and go in it. */
final class Log4jStatus implements StatusReporter {
  private static final String LOGGER_NAME = "dev.hephaestus";

  private final @Nullable LoggerContext context;

  Log4jStatus(@Nullable LoggerContext context) {
    this.context = context;
  }

  @Override
  public void info(String message) {
    StatusLogger.getLogger().info(message);
  }

  @Override
  public void warn(String message, @Nullable Throwable cause) {
    if (cause == null) {
      StatusLogger.getLogger().warn(message);
    } else {
      StatusLogger.getLogger().warn(message, cause);
    }
  }

  @Override
  public void solution(String line) {
    logger().info("{}", line);
  }

  private Logger logger() {
    return context == null ? LogManager.getLogger(LOGGER_NAME) : context.getLogger(LOGGER_NAME);
  }
}
