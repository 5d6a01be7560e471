package dev.hephaestus.server.store;

import dev.hephaestus.server.ingest.StorageException;
import java.sql.Connection;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.Query;

/**
 * Reads and writes in transactions.
 *
 * <p><i>Threads:</i> safe for use by many at once. SQLite has one writer, so writes queue for the
 * one connection that may write, in place of failing on a busy database; reads have their own.
 */
final class Sql {
  private final Jdbi writer;
  private final Consumer<Connection> discard;
  private final Jdbi reader;
  private final String name;

  /**
   * @param discard lets go of a connection of the writer for good when it is given back
   * @param name the database, for people
   */
  Sql(Jdbi writer, Consumer<Connection> discard, Jdbi reader, String name) {
    this.writer = writer;
    this.discard = discard;
    this.reader = reader;
    this.name = name;
  }

  /** Work within one transaction. */
  @FunctionalInterface
  interface Work<T> {
    T with(Handle handle);
  }

  /**
   * One transaction that may write; rolled back when the work throws.
   *
   * <p>A connection that met an error is not used again: what it believes to be on disk need not be
   * there. The next one reads it anew.
   */
  <T> T write(Work<T> work) {
    try (Handle handle = writer.open()) {
      try {
        return handle.inTransaction(work::with);
      } catch (JdbiException e) {
        discard.accept(handle.getConnection());
        throw e;
      }
    } catch (JdbiException e) {
      throw fault("written to", e);
    }
  }

  /** The connection that writes, outside of any transaction: for its settings. */
  void outside(Work<Integer> work) {
    try (Handle handle = writer.open()) {
      var unused = work.with(handle);
    } catch (JdbiException e) {
      throw fault("set", e);
    }
  }

  /** One transaction that sees one state of the database and does not write. */
  <T> T read(Work<T> work) {
    try {
      return reader.inTransaction(work::with);
    } catch (JdbiException e) {
      throw fault("read", e);
    }
  }

  /** Adds to a counter and returns what it has become. */
  static long advance(Handle handle, String counter, long by) {
    return handle
        .createQuery("update counter set value = value + :by where name = :name returning value")
        .bind("by", by)
        .bind("name", counter)
        .mapTo(long.class)
        .one();
  }

  /**
   * The newest rows before an id, of one owner where given. What to select and from where is put
   * into the statement as it is and must be a constant.
   */
  static Query page(
      Handle handle,
      String columns,
      String table,
      String ownerColumn,
      Optional<String> owner,
      String beforeId,
      int limit) {
    return page(handle, columns, table, ownerColumn, owner, beforeId, limit, "true");
  }

  /** The same, with a further condition, whose parameters are to be bound. */
  static Query page(
      Handle handle,
      String columns,
      String table,
      String ownerColumn,
      Optional<String> owner,
      String beforeId,
      int limit,
      String condition) {
    StringBuilder sql =
        new StringBuilder("select " + columns + " from " + table + " where " + condition);
    if (owner.isPresent()) {
      sql.append(" and ").append(ownerColumn).append(" = :owner");
    }
    if (!beforeId.isEmpty()) {
      sql.append(" and id < :before");
    }
    Query query = handle.createQuery(sql.append(" order by id desc limit :limit"));
    owner.ifPresent(id -> query.bind("owner", id));
    if (!beforeId.isEmpty()) {
      query.bind("before", beforeId);
    }
    return query.bind("limit", limit);
  }

  private StorageException fault(String done, JdbiException e) {
    Throwable root = e.getCause() == null ? e : e.getCause();
    return new StorageException(
        StorageFault.of(e),
        "the database "
            + name
            + " cannot be "
            + done
            + " ("
            + root.getMessage()
            + "); check the disk and its free space",
        e);
  }
}
