package dev.hephaestus.server.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
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
  static final int PAGE_BYTES = 8192;
  private static final int JOURNAL_BYTES_KEPT = 64 << 20;

  /** A whole group of batches stays in memory until its commit, which then writes it in a row. */
  private static final int WRITER_CACHE_KB = 32 << 10;

  /** Before that {@link Checkpointer} has begun the log anew, unless it is held up. */
  private static final String CHECKPOINT_LATE =
      "pragma wal_autocheckpoint = " + JOURNAL_BYTES_KEPT / PAGE_BYTES;

  private SqliteSources() {}

  /** Without a pool, for migrations. */
  static DataSource plain(Path file) {
    return source(file, config());
  }

  /** The only connection that writes. */
  static HikariDataSource writer(Path file) {
    SQLiteConfig config = config();
    config.setCacheSize(-WRITER_CACHE_KB);
    return pool("store-writer", 1, source(file, config), CHECKPOINT_LATE);
  }

  /** Connections that cannot write. */
  static HikariDataSource readers(Path file) {
    SQLiteConfig config = config();
    config.setTransactionMode(TransactionMode.DEFERRED);
    return pool("store-reader", READERS, source(file, config), "pragma query_only = true");
  }

  private static SQLiteConfig config() {
    SQLiteConfig config = new SQLiteConfig();
    config.setPageSize(PAGE_BYTES);
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
