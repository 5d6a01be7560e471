package dev.hephaestus.server.store;

import dev.hephaestus.server.node.ArchivedNode;
import dev.hephaestus.server.node.Node;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.security.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Removed nodes. One that is registered again for the same tenant, service, repository and branch
 * gets its id back, and with it its incidents, runs and solutions.
 */
final class NodeArchive {

  private NodeArchive() {}

  /** Keeps a node that is about to be removed. */
  static void keep(Handle handle, String id) {
    handle.execute("delete from node_archive where id = ?", id);
    handle.execute(
        "insert into node_archive (id, tenant, service, location, branch)"
            + " select id, tenant, service, location, branch from node where id = ?",
        id);
  }

  /**
   * The node as it is to be registered: under its id of before, where it had one.
   *
   * @param location as it is written
   */
  static Node restored(Handle handle, Node fresh, String location) {
    Optional<String> before =
        handle
            .createQuery(
                "select id from node_archive where tenant = :tenant and service = :service"
                    + " and location = :location and branch = :branch order by id desc limit 1")
            .bind("tenant", fresh.tenant())
            .bind("service", fresh.service())
            .bind("location", location)
            .bind("branch", fresh.repository().branch().orElse(""))
            .mapTo(String.class)
            .findOne();
    before.ifPresent(id -> handle.execute("delete from node_archive where id = ?", id));
    return before.map(fresh::withId).orElse(fresh);
  }

  /** The removed nodes within a scope, in the order of their ids, after that one. */
  static List<ArchivedNode> list(
      Handle handle, HiddenLogins logins, Scope scope, String afterId, int limit) {
    return Owners.bind(
            handle
                .createQuery(
                    "select id, tenant, service, location, branch from node_archive"
                        + " where id > :after and "
                        + Owners.within(scope, "node_archive.id")
                        + " order by id limit :limit")
                .bind("after", afterId)
                .bind("limit", limit),
            scope)
        .map((row, context) -> archived(row, logins))
        .list();
  }

  private static ArchivedNode archived(ResultSet row, HiddenLogins logins) throws SQLException {
    String branch = row.getString("branch");
    return new ArchivedNode(
        row.getString("id"),
        row.getString("service"),
        new RepositoryLocation(
            logins.shown(row.getString("location")),
            branch.isEmpty() ? Optional.empty() : Optional.of(branch),
            Optional.empty()),
        row.getString("tenant"));
  }
}
