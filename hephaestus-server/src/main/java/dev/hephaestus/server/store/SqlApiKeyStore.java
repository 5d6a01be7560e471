package dev.hephaestus.server.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hephaestus.server.security.ApiKey;
import dev.hephaestus.server.security.ApiKeyStore;
import dev.hephaestus.server.security.KeyLimits;
import dev.hephaestus.server.security.RepositoryPatterns;
import dev.hephaestus.server.security.Role;
import dev.hephaestus.server.security.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The API keys in SQL. */
final class SqlApiKeyStore implements ApiKeyStore {
  private static final int VERSION = 1;
  private static final String COLUMNS =
      "id, created, hash, body, expires, revoked, successor, last_used";

  private final Sql sql;

  SqlApiKeyStore(Sql sql) {
    this.sql = sql;
  }

  @Override
  public void put(List<ApiKey> keys) {
    sql.write(
        handle -> {
          keys.forEach(key -> put(handle, key));
          return keys.size();
        });
  }

  private static void put(Handle handle, ApiKey key) {
    handle
        .createUpdate(
            "insert into api_key ("
                + COLUMNS
                + ") values (:id, :created, :hash, :body, :expires, :revoked, :successor, :used)"
                + " on conflict (id) do update set expires = excluded.expires,"
                + " revoked = excluded.revoked, successor = excluded.successor")
        .bind("id", key.id())
        .bind("created", key.created().toString())
        .bind("hash", key.hash())
        .bind("body", body(key))
        .bind("expires", text(key.expires()))
        .bind("revoked", text(key.revoked()))
        .bind("successor", key.successor().orElse(null))
        .bind("used", text(key.lastUsed()))
        .execute();
  }

  @Override
  public Optional<ApiKey> find(String id) {
    return sql.read(
        handle ->
            handle
                .createQuery("select " + COLUMNS + " from api_key where id = :id")
                .bind("id", id)
                .map((row, context) -> key(row))
                .findOne());
  }

  @Override
  public List<ApiKey> list() {
    return sql.read(
        handle ->
            handle
                .createQuery("select " + COLUMNS + " from api_key order by created, id")
                .map((row, context) -> key(row))
                .list());
  }

  @Override
  public boolean isAny() {
    return sql.read(
        handle ->
            handle
                .createQuery("select id from api_key limit 1")
                .mapTo(String.class)
                .findOne()
                .isPresent());
  }

  @Override
  public void used(String id, Instant when) {
    sql.write(
        handle ->
            handle.execute("update api_key set last_used = ? where id = ?", when.toString(), id));
  }

  private static String body(ApiKey key) {
    Scope scope = key.scope();
    KeyLimits limits = key.limits();
    ObjectNode body = Json.document(VERSION);
    body.put("name", key.name());
    body.put("tenant", scope.tenant());
    body.set("roles", Json.array(scope.roles().stream().map(Role::label).sorted().toList()));
    body.set("repositories", Json.array(scope.repositories().patterns()));
    body.put("deploy", scope.deploy());
    body.put("recordsPerSecond", limits.recordsPerSecond());
    body.put("bytesPerSecond", limits.bytesPerSecond());
    body.put("callsPerSecond", limits.callsPerSecond());
    body.put("bytesPerDay", limits.bytesPerDay());
    return Json.write(body);
  }

  private static ApiKey key(ResultSet row) throws SQLException {
    JsonNode body = Json.read(row.getString("body"), VERSION);
    Scope scope =
        new Scope(
            Json.text(body, "tenant"),
            Json.texts(body, "roles").stream()
                .flatMap(label -> Role.of(label).stream())
                .collect(Collectors.toUnmodifiableSet()),
            new RepositoryPatterns(Json.texts(body, "repositories")),
            body.path("deploy").asBoolean());
    return new ApiKey(
        row.getString("id"),
        Json.text(body, "name"),
        scope,
        new KeyLimits(
            body.path("recordsPerSecond").asLong(),
            body.path("bytesPerSecond").asLong(),
            body.path("callsPerSecond").asLong(),
            body.path("bytesPerDay").asLong()),
        row.getString("hash"),
        Instant.parse(row.getString("created")),
        instant(row.getString("expires")),
        instant(row.getString("revoked")),
        Optional.ofNullable(row.getString("successor")),
        instant(row.getString("last_used")));
  }

  private static @Nullable String text(Optional<Instant> instant) {
    return instant.map(Instant::toString).orElse(null);
  }

  private static Optional<Instant> instant(@Nullable String text) {
    return Optional.ofNullable(text).map(Instant::parse);
  }
}
