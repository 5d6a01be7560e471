package dev.hephaestus.javaagent.attach;

import java.io.UnsupportedEncodingException;
import java.util.logging.ConsoleHandler;
import java.util.logging.ErrorManager;
import java.util.logging.Filter;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * A console handler in the place of another: what is set on it and what is published goes to that
 * one. Without another it prints nothing.
 */
class StandInConsole extends ConsoleHandler {

  /** Null too while the constructor above sets its defaults. */
  private final @Nullable Handler console;

  StandInConsole(@Nullable Handler console) {
    this.console = console;
  }

  @Override
  public void publish(@Nullable LogRecord record) {
    if (console != null) {
      console.publish(record);
    }
  }

  @Override
  public void flush() {
    if (console != null) {
      console.flush();
    }
  }

  @Override
  public void close() {
    if (console != null) {
      console.close();
    }
  }

  @Override
  public boolean isLoggable(@Nullable LogRecord record) {
    return console == null ? super.isLoggable(record) : console.isLoggable(record);
  }

  @Override
  public synchronized void setLevel(Level to) {
    if (console == null) {
      super.setLevel(to);
    } else {
      console.setLevel(to);
    }
  }

  @Override
  public Level getLevel() {
    return console == null ? super.getLevel() : console.getLevel();
  }

  @Override
  public synchronized void setFilter(@Nullable Filter to) {
    if (console == null) {
      super.setFilter(to);
    } else {
      console.setFilter(to);
    }
  }

  @Override
  public @Nullable Filter getFilter() {
    return console == null ? super.getFilter() : console.getFilter();
  }

  @Override
  public synchronized void setFormatter(Formatter to) {
    if (console == null) {
      super.setFormatter(to);
    } else {
      console.setFormatter(to);
    }
  }

  @Override
  public Formatter getFormatter() {
    return console == null ? super.getFormatter() : console.getFormatter();
  }

  @Override
  public synchronized void setEncoding(@Nullable String to) throws UnsupportedEncodingException {
    if (console == null) {
      super.setEncoding(to);
    } else {
      console.setEncoding(to);
    }
  }

  @Override
  public @Nullable String getEncoding() {
    return console == null ? super.getEncoding() : console.getEncoding();
  }

  @Override
  public void setErrorManager(ErrorManager to) {
    if (console == null) {
      super.setErrorManager(to);
    } else {
      console.setErrorManager(to);
    }
  }

  @Override
  public ErrorManager getErrorManager() {
    return console == null ? super.getErrorManager() : console.getErrorManager();
  }
}
