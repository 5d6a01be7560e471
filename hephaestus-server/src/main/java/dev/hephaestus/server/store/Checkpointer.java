package dev.hephaestus.server.store;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves what was committed from the write-ahead log into the database while more is written. Once
 * the log is long, the last of it is moved while nobody writes, so that the next write begins the
 * log anew: the shorter that last part, the shorter the wait of whoever writes.
 *
 * <p><i>Errors:</i> none that lose anything: what was not moved stays in the log, and is tried
 * again with more.
 *
 * <p><i>Threads:</i> {@link #written} may be called by any; the work is done by one of its own.
 */
final class Checkpointer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Checkpointer.class);

  /** Commits wait while a step is flushed, so a step is small. */
  private static final long BYTES = 4L << 20;

  private static final long LONG_LOG_BYTES = 32L << 20;

  /** As few are moved within a few milliseconds. */
  private static final long FEW_PAGES = 64;

  private static final int MOST_PASSES = 4;
  private static final Duration CLOSING = Duration.ofSeconds(10);

  private final DataSource source;
  private final HikariDataSource writer;
  private final long longLogPages;
  private final Thread thread;
  private long bytes;
  private volatile boolean closing;

  /**
   * @param writer has the one connection that writes; nobody writes while it is lent
   */
  Checkpointer(Path file, HikariDataSource writer) {
    this(file, writer, LONG_LOG_BYTES / SqliteSources.pageBytes(file));
  }

  Checkpointer(Path file, HikariDataSource writer, long longLogPages) {
    this.source = SqliteSources.plain(file);
    this.writer = writer;
    this.longLogPages = longLogPages;
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
    try (Connection connection = source.getConnection()) {
      long pages = move(connection);
      if (pages > longLogPages) {
        moveWhatCame(connection, pages);
        moveTheRest();
      }
    } catch (SQLException e) {
      log.debug("the log could not be moved into the database now", e);
    }
  }

  /**
   * What came meanwhile, again and again: each pass is shorter than the one before, so less comes
   * while it lasts, and little is left for when nobody may write.
   */
  private static void moveWhatCame(Connection connection, long pagesMoved) throws SQLException {
    long before = pagesMoved;
    for (int pass = 0; pass < MOST_PASSES; pass++) {
      long pages = move(connection);
      if (pages - before <= FEW_PAGES) {
        return;
      }
      before = pages;
    }
  }

  private void moveTheRest() throws SQLException {
    try (Connection only = writer.getConnection()) {
      try {
        move(only);
      } catch (SQLException e) {
        writer.evictConnection(only);
        throw e;
      }
    }
  }

  /** Moves what readers do not need any more; returns how many pages the log has. */
  private static long move(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("pragma wal_checkpoint(passive)")) {
      return result.next() ? result.getLong("log") : 0;
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
