package dev.hephaestus.server.github;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Hears what GitHub's client and the HTTP client say to java.util.logging, at their most talkative.
 */
final class LoggedByTheJdk extends Handler implements AutoCloseable {
  private static final List<Logger> LOGGERS =
      List.of(Logger.getLogger("okhttp3"), Logger.getLogger("org.kohsuke.github"));

  private final List<String> lines = new CopyOnWriteArrayList<>();

  LoggedByTheJdk() {
    setLevel(Level.ALL);
    for (Logger logger : LOGGERS) {
      logger.setLevel(Level.ALL);
      logger.addHandler(this);
    }
  }

  List<String> lines() {
    return lines;
  }

  @Override
  public void publish(LogRecord record) {
    lines.add(new SimpleFormatter().format(record));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    for (Logger logger : LOGGERS) {
      logger.removeHandler(this);
      logger.setLevel(null);
    }
  }
}
