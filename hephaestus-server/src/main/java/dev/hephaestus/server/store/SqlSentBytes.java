package dev.hephaestus.server.store;

import dev.hephaestus.server.security.SentBytes;
import java.time.LocalDate;
import java.util.Map;
import org.jdbi.v3.core.statement.PreparedBatch;

/** What credentials sent on a day, in SQL. */
final class SqlSentBytes implements SentBytes {
  private final Sql sql;

  SqlSentBytes(Sql sql) {
    this.sql = sql;
  }

  @Override
  public long of(String credential, LocalDate day) {
    return sql.read(
        handle ->
            handle
                .createQuery(
                    "select bytes from sent_bytes where credential = :credential and day = :day")
                .bind("credential", credential)
                .bind("day", day.toString())
                .mapTo(Long.class)
                .findOne()
                .orElse(0L));
  }

  @Override
  public void add(LocalDate day, Map<String, Long> bytes) {
    sql.write(
        handle -> {
          try (PreparedBatch rows =
              handle.prepareBatch(
                  "insert into sent_bytes (credential, day, bytes) values (?, ?, ?)"
                      + " on conflict (credential, day) do update set"
                      + " bytes = sent_bytes.bytes + excluded.bytes")) {
            bytes.forEach((credential, sent) -> rows.add(credential, day.toString(), sent));
            rows.execute();
          }
          // ISO dates are in the order of time as texts, too.
          return handle.execute(
              "delete from sent_bytes where day < ?", day.minusDays(1).toString());
        });
  }
}
