package dev.hephaestus.server.store;

import com.zaxxer.hikari.HikariDataSource;
import dev.hephaestus.server.HephaestusException;
import dev.hephaestus.server.security.ApiKeyStore;
import dev.hephaestus.server.security.AuditStore;
import dev.hephaestus.server.security.SecretStore;
import java.nio.file.Path;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * What a command changes in a data directory while a server may run in it: keys, the audit log and
 * secrets.
 *
 * <p>Where no server runs the database is brought up to date first; where one does it has been.
 *
 * <p><i>Threads:</i> one.
 */
public final class SecurityDatabase implements AutoCloseable {
  private final @Nullable DirectoryLock lock;
  private final HikariDataSource source;
  private final Sql sql;

  private SecurityDatabase(@Nullable DirectoryLock lock, HikariDataSource source, Path file) {
    this.lock = lock;
    this.source = source;
    Jdbi database = Jdbi.create(source);
    this.sql = new Sql(database, source::evictConnection, database, file.toString());
  }

  /**
   * Opens it; creates the directory and the database where they are missing.
   *
   * @throws HephaestusException if it is not writable, or broken
   */
  public static SecurityDatabase open(Path dataDirectory) {
    Path directory = dataDirectory.toAbsolutePath().normalize();
    Path file = directory.resolve(Database.FILE);
    Optional<DirectoryLock> lock = DirectoryLock.acquireIfFree(directory);
    try {
      if (lock.isPresent()) {
        Database.migrate(file);
      }
      return new SecurityDatabase(lock.orElse(null), SqliteSources.writer(file), file);
    } catch (RuntimeException e) {
      lock.ifPresent(DirectoryLock::close);
      throw e;
    }
  }

  /** The API keys. */
  public ApiKeyStore apiKeys() {
    return new SqlApiKeyStore(sql);
  }

  /** What is sealed. */
  public SecretStore secrets() {
    return new SqlSecretStore(sql);
  }

  /** The audit log's entries. */
  public AuditStore audit() {
    return new SqlAuditStore(sql);
  }

  @Override
  public void close() {
    source.close();
    if (lock != null) {
      lock.close();
    }
  }
}
