package dev.hephaestus.server.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves what was committed from the write-ahead log into the database while more is written, so
 * that the one who writes finds little left to move when the log is to begin anew.
 *
 * <p><i>Errors:</i> none that lose anything: what was not moved stays in the log, and is tried
 * again with more.
 *
 * <p><i>Threads:</i> {@link #written} may be called by any; the work is done by one of its own.
 */
final class Checkpointer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Checkpointer.class);
  private static final long BYTES = 4L << 20;
  private static final Duration CLOSING = Duration.ofSeconds(10);

  private final DataSource source;
  private final Thread thread;
  private long bytes;
  private volatile boolean closing;

  Checkpointer(DataSource source) {
    this.source = source;
    this.thread = Thread.ofPlatform().name("store-checkpoint").daemon().start(this::run);
  }

  /** So much more was committed. */
  void written(long more) {
    synchronized (this) {
      bytes += more;
      if (bytes < BYTES) {
        return;
      }
    }
    LockSupport.unpark(thread);
  }

  private synchronized boolean isDue() {
    boolean due = bytes >= BYTES;
    if (due) {
      bytes = 0;
    }
    return due;
  }

  private void run() {
    while (!closing) {
      if (isDue()) {
        checkpoint();
      } else {
        LockSupport.park(this);
      }
    }
  }

  /** A connection for each: one that failed is not used again. */
  private void checkpoint() {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("pragma wal_checkpoint(passive)");
    } catch (SQLException e) {
      log.debug("the log could not be moved into the database now", e);
    }
  }

  @Override
  public void close() {
    closing = true;
    LockSupport.unpark(thread);
    try {
      thread.join(CLOSING);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
