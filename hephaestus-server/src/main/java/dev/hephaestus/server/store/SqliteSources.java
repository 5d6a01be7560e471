package dev.hephaestus.server.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.hephaestus.server.HephaestusException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/** The ways into one SQLite file: a single connection that writes, and a few that only read. */
final class SqliteSources {
  private static final int READERS = 4;
  private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(30);

  /** Half as many writes as with SQLite's own size; larger ones cost small commits more. */
  private static final int PAGE_BYTES = 8192;

  private static final int JOURNAL_BYTES_KEPT = 64 << 20;

  /** A whole group of batches stays in memory until its commit, which then writes it in a row. */
  private static final int WRITER_CACHE_KB = 32 << 10;

  private SqliteSources() {}

  /**
   * Makes the file where there is none yet. The size of its pages has to be set before its log is,
   * and stays; a file that an older server made keeps its own.
   */
  static void create(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    config.setPageSize(PAGE_BYTES);
    try {
      if (Files.notExists(file) || Files.size(file) == 0) {
        try (Connection connection = source(file, config).getConnection();
            Statement statement = connection.createStatement()) {
          statement.execute("pragma journal_mode = wal");
        }
      }
    } catch (IOException | SQLException e) {
      throw unusable(file, e);
    }
  }

  /** The size of the pages that the file was made with. */
  static int pageBytes(Path file) {
    try (Connection connection = plain(file).getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("pragma page_size")) {
      return result.getInt(1);
    } catch (SQLException e) {
      throw unusable(file, e);
    }
  }

  private static HephaestusException unusable(Path file, Exception why) {
    return new HephaestusException(
        "the database "
            + file
            + " cannot be used ("
            + why.getMessage()
            + "); check the disk, its free space and who may write to it",
        why);
  }

  /** Without a pool, for migrations. */
  static DataSource plain(Path file) {
    return source(file, config());
  }

  /** The only connection that writes. */
  static HikariDataSource writer(Path file) {
    SQLiteConfig config = config();
    config.setCacheSize(-WRITER_CACHE_KB);
    // Before that the checkpointer has begun the log anew, unless it is held up.
    String late = "pragma wal_autocheckpoint = " + JOURNAL_BYTES_KEPT / pageBytes(file);
    return pool("store-writer", 1, source(file, config), late);
  }

  /** Connections that cannot write. */
  static HikariDataSource readers(Path file) {
    SQLiteConfig config = config();
    config.setTransactionMode(TransactionMode.DEFERRED);
    return pool("store-reader", READERS, source(file, config), "pragma query_only = true");
  }

  private static SQLiteConfig config() {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    // A commit is on disk when it returns: an acknowledged record survives a power cut.
    config.setSynchronous(SynchronousMode.FULL);
    config.setBusyTimeout((int) BUSY_TIMEOUT.toMillis());
    config.enforceForeignKeys(true);
    config.setJournalSizeLimit(JOURNAL_BYTES_KEPT);
    // Taking the write lock at the start: a transaction that read first cannot fail when it writes.
    config.setTransactionMode(TransactionMode.IMMEDIATE);
    return config;
  }

  private static SQLiteDataSource source(Path file, SQLiteConfig config) {
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  private static HikariDataSource pool(
      String name, int size, DataSource source, @Nullable String onConnect) {
    HikariConfig pool = new HikariConfig();
    pool.setPoolName(name);
    pool.setDataSource(source);
    pool.setConnectionInitSql(onConnect);
    pool.setMaximumPoolSize(size);
    pool.setMinimumIdle(1);
    pool.setConnectionTimeout(CONNECTION_TIMEOUT.toMillis());
    pool.setMaxLifetime(0);
    return new HikariDataSource(pool);
  }
}
