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
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // The console that it stands for locks.
class StandInConsole extends ConsoleHandler {

  /** Null too while the constructor above sets its defaults. */
  private volatile @Nullable Handler console;

  StandInConsole() {}

  /** Whether it stands in for none yet. */
  final boolean isFree() {
    return console == null;
  }

  /** From now on it stands in for this one. */
  final void standInFor(Handler other) {
    console = other;
  }

  @Override
  public void publish(@Nullable LogRecord record) {
    Handler there = console;
    if (there != null) {
      there.publish(record);
    }
  }

  @Override
  public void flush() {
    Handler there = console;
    if (there != null) {
      there.flush();
    }
  }

  @Override
  public void close() {
    Handler there = console;
    if (there != null) {
      there.close();
    }
  }

  @Override
  public boolean isLoggable(@Nullable LogRecord record) {
    Handler there = console;
    return there == null ? super.isLoggable(record) : there.isLoggable(record);
  }

  @Override
  public synchronized void setLevel(Level to) {
    Handler there = console;
    if (there == null) {
      super.setLevel(to);
    } else {
      there.setLevel(to);
    }
  }

  @Override
  public Level getLevel() {
    Handler there = console;
    return there == null ? super.getLevel() : there.getLevel();
  }

  @Override
  public synchronized void setFilter(@Nullable Filter to) {
    Handler there = console;
    if (there == null) {
      super.setFilter(to);
    } else {
      there.setFilter(to);
    }
  }

  @Override
  public @Nullable Filter getFilter() {
    Handler there = console;
    return there == null ? super.getFilter() : there.getFilter();
  }

  @Override
  public synchronized void setFormatter(Formatter to) {
    Handler there = console;
    if (there == null) {
      super.setFormatter(to);
    } else {
      there.setFormatter(to);
    }
  }

  @Override
  public Formatter getFormatter() {
    Handler there = console;
    return there == null ? super.getFormatter() : there.getFormatter();
  }

  @Override
  public synchronized void setEncoding(@Nullable String to) throws UnsupportedEncodingException {
    Handler there = console;
    if (there == null) {
      super.setEncoding(to);
    } else {
      there.setEncoding(to);
    }
  }

  @Override
  public @Nullable String getEncoding() {
    Handler there = console;
    return there == null ? super.getEncoding() : there.getEncoding();
  }

  @Override
  public void setErrorManager(ErrorManager to) {
    Handler there = console;
    if (there == null) {
      super.setErrorManager(to);
    } else {
      there.setErrorManager(to);
    }
  }

  @Override
  public ErrorManager getErrorManager() {
    Handler there = console;
    return there == null ? super.getErrorManager() : there.getErrorManager();
  }
}
