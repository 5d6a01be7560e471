package dev.hephaestus.server.store;

import dev.hephaestus.server.ai.Purse;
import dev.hephaestus.server.ai.Spending;
import dev.hephaestus.server.ai.SpendingLedger;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/** What models took, in SQL. */
final class SqlSpendingLedger implements SpendingLedger {
  private final Sql sql;

  SqlSpendingLedger(Sql sql) {
    this.sql = sql;
  }

  @Override
  public Spending spent(Purse purse) {
    return sql.read(
        handle ->
            handle
                .createQuery(
                    "select tokens, usd from spending"
                        + " where kind = :kind and id = :id and day = :day")
                .bind("kind", kind(purse))
                .bind("id", purse.id())
                .bind("day", purse.day())
                .map((row, context) -> new Spending(row.getLong("tokens"), row.getDouble("usd")))
                .findOne()
                .orElse(Spending.NONE));
  }

  @Override
  public void book(List<Purse> purses, Spending spending) {
    sql.write(
        handle -> {
          purses.forEach(purse -> add(handle, purse, spending));
          return purses.size();
        });
  }

  private static void add(Handle handle, Purse purse, Spending spending) {
    handle
        .createUpdate(
            "insert into spending (kind, id, day, tokens, usd)"
                + " values (:kind, :id, :day, :tokens, :usd)"
                + " on conflict (kind, id, day) do update set"
                + " tokens = spending.tokens + excluded.tokens,"
                + " usd = spending.usd + excluded.usd")
        .bind("kind", kind(purse))
        .bind("id", purse.id())
        .bind("day", purse.day())
        .bind("tokens", spending.tokens())
        .bind("usd", spending.usd())
        .execute();
  }

  private static String kind(Purse purse) {
    return purse.kind().name().toLowerCase(Locale.ROOT);
  }
}
