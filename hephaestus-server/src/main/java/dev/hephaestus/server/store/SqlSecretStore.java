package dev.hephaestus.server.store;

import dev.hephaestus.server.security.SecretStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;

/** What is sealed, in SQL. */
final class SqlSecretStore implements SecretStore {
  private final Sql sql;

  SqlSecretStore(Sql sql) {
    this.sql = sql;
  }

  @Override
  public void put(String name, String sealed) {
    sql.write(handle -> put(handle, name, sealed));
  }

  private static int put(Handle handle, String name, String sealed) {
    return handle.execute(
        "insert into secret (name, sealed) values (?, ?)"
            + " on conflict (name) do update set sealed = excluded.sealed",
        name,
        sealed);
  }

  @Override
  public Optional<String> find(String name) {
    return sql.read(
        handle ->
            handle
                .createQuery("select sealed from secret where name = :name")
                .bind("name", name)
                .mapTo(String.class)
                .findOne());
  }

  @Override
  public void remove(String name) {
    sql.write(handle -> handle.execute("delete from secret where name = ?", name));
  }

  @Override
  public Map<String, String> replaceAll(UnaryOperator<Map.Entry<String, String>> sealedAnew) {
    return sql.write(
        handle -> {
          Map<String, String> all = new LinkedHashMap<>();
          handle
              .createQuery("select name, sealed from secret order by name")
              .map((row, context) -> Map.entry(row.getString("name"), row.getString("sealed")))
              .forEach(
                  kept -> {
                    Map.Entry<String, String> fresh = sealedAnew.apply(kept);
                    all.put(fresh.getKey(), fresh.getValue());
                  });
          all.forEach((name, text) -> put(handle, name, text));
          return all;
        });
  }
}
