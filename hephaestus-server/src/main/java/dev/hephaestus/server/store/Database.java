package dev.hephaestus.server.store;

import com.zaxxer.hikari.HikariDataSource;
import dev.hephaestus.server.HephaestusException;
import dev.hephaestus.server.Ids;
import dev.hephaestus.server.ai.SpendingLedger;
import dev.hephaestus.server.github.GitHubHost;
import dev.hephaestus.server.github.PullRequestBook;
import dev.hephaestus.server.github.PullRequestWatches;
import dev.hephaestus.server.github.WebhookInbox;
import dev.hephaestus.server.incident.IncidentStore;
import dev.hephaestus.server.ingest.ExpiringRecords;
import dev.hephaestus.server.ingest.RecordStore;
import dev.hephaestus.server.node.NodeStore;
import dev.hephaestus.server.pipeline.Experience;
import dev.hephaestus.server.pipeline.RunStore;
import dev.hephaestus.server.security.ApiKeyStore;
import dev.hephaestus.server.security.AuditStore;
import dev.hephaestus.server.security.MasterKeys;
import dev.hephaestus.server.security.Secrets;
import dev.hephaestus.server.security.SentBytes;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the server keeps, in SQLite inside one data directory that belongs to this server
 * alone.
 *
 * <p><i>Threads:</i> safe for use by many at once, as are the stores that it hands out.
 */
public final class Database implements AutoCloseable {
  static final String FILE = "hephaestus.db";

  private final DirectoryLock lock;
  private final HikariDataSource writer;
  private final HikariDataSource readers;
  private final Sql sql;
  private final Checkpointer checkpointer;
  private final RecordStore records;
  private final Secrets secrets;
  private final HiddenLogins logins;
  private final Clock clock;
  private final Ids ids;

  private Database(
      DirectoryLock lock,
      HikariDataSource writer,
      HikariDataSource readers,
      Path file,
      MasterKeys keys,
      Clock clock) {
    this.lock = lock;
    this.writer = writer;
    this.readers = readers;
    this.checkpointer = new Checkpointer(file, writer);
    this.sql =
        new Sql(
            Jdbi.create(writer), writer::evictConnection, Jdbi.create(readers), file.toString());
    this.records = new SqlRecordStore(sql, clock, checkpointer);
    this.clock = clock;
    this.secrets = new Secrets(new SqlSecretStore(sql), keys, new SecureRandom());
    this.logins = new HiddenLogins(secrets);
    this.ids = new Ids(clock, new SecureRandom());
  }

  /**
   * Opens the database of a data directory and brings it up to date; creates both where they are
   * missing.
   *
   * @throws HephaestusException if the directory is not writable or in use by another server, or if
   *     its database is broken or was written by a newer server
   */
  public static Database open(Path dataDirectory) {
    return open(dataDirectory, Clock.systemUTC());
  }

  /** The same with another clock. */
  public static Database open(Path dataDirectory, Clock clock) {
    Path file = dataDirectory.resolve("master.keys");
    return open(dataDirectory, MasterKeys.inFile(file, new SecureRandom()), clock);
  }

  /** The same with master keys that are not in the data directory. */
  public static Database open(Path dataDirectory, MasterKeys keys, Clock clock) {
    Path directory = dataDirectory.toAbsolutePath().normalize();
    DirectoryLock lock = DirectoryLock.acquire(directory);
    HikariDataSource writer = null;
    try {
      Path file = directory.resolve(FILE);
      migrate(file);
      writer = SqliteSources.writer(file);
      return new Database(lock, writer, SqliteSources.readers(file), file, keys, clock);
    } catch (RuntimeException e) {
      if (writer != null) {
        writer.close();
      }
      lock.close();
      throw e;
    }
  }

  static void migrate(Path file) {
    SqliteSources.create(file);
    try {
      Flyway.configure(Database.class.getClassLoader())
          .dataSource(SqliteSources.plain(file))
          .locations("classpath:db/migration")
          // Flyway's default overlooks migrations of a newer server; working on its tables is
          // unsafe.
          .ignoreMigrationPatterns(new String[0])
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new HephaestusException(
          "the database "
              + file
              + " cannot be used: it is broken, or a newer server wrote it ("
              + firstLine(e.getMessage())
              + "); restore a backup, or start the newer server",
          e);
    }
  }

  private static String firstLine(@Nullable String text) {
    return text == null ? "no details" : text.strip().lines().findFirst().orElse("no details");
  }

  /** The store of log records. */
  public RecordStore records() {
    return records;
  }

  /** The same records, of which the oldest can be let go. */
  public ExpiringRecords expiringRecords() {
    return new SqlExpiringRecords(sql);
  }

  /** The store of nodes. */
  public NodeStore nodes() {
    return new SqlNodeStore(sql, logins);
  }

  /** The store of incidents. */
  public IncidentStore incidents() {
    return new SqlIncidentStore(sql, clock, ids::next);
  }

  /** The store of runs, attempts and solutions. */
  public RunStore runs() {
    return new SqlRunStore(sql, logins);
  }

  /** What language models took. */
  public SpendingLedger spendings() {
    return new SqlSpendingLedger(sql);
  }

  /** What is remembered of earlier fixes. */
  public Experience experience() {
    return new SqlExperience(sql, logins);
  }

  /**
   * Seals the logins that an older server wrote in the clear; to be called before anything else.
   *
   * @return how many values were written anew; 0 when that was done before
   */
  public int sealClearLogins() {
    return new ClearLogins(sql, logins).seal();
  }

  /** What GitHub told. */
  public WebhookInbox webhookInbox() {
    return new SqlWebhookInbox(sql);
  }

  /** The life of our pull requests on a GitHub. */
  public PullRequestWatches pullRequestWatches(GitHubHost host) {
    return new SqlPullRequestWatches(sql, host.host());
  }

  /** Our pull requests on GitHub. */
  public PullRequestBook pullRequests() {
    return new SqlPullRequestBook(sql);
  }

  /** Secrets, sealed. */
  public Secrets secrets() {
    return secrets;
  }

  /** The API keys. */
  public ApiKeyStore apiKeys() {
    return new SqlApiKeyStore(sql);
  }

  /** What credentials sent on a day. */
  public SentBytes sentBytes() {
    return new SqlSentBytes(sql);
  }

  /** The audit log's entries. */
  public AuditStore audit() {
    return new SqlAuditStore(sql);
  }

  /** Ids that grow with time, for whatever is kept here. */
  public Ids ids() {
    return ids;
  }

  /**
   * Returns when something was written and is on disk.
   *
   * @throws HephaestusException if it cannot be
   */
  public void check() {
    sql.write(handle -> Sql.advance(handle, "check", 1));
  }

  /** The connection that writes, for libraries that keep tables of their own here. */
  DataSource writer() {
    return writer;
  }

  Sql sql() {
    return sql;
  }

  @Override
  public void close() {
    checkpointer.close();
    readers.close();
    writer.close();
    lock.close();
  }
}
