package dev.hephaestus.server.store;

import dev.hephaestus.server.node.Node;
import dev.hephaestus.server.security.RepositoryPatterns;
import dev.hephaestus.server.security.Scope;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Whose nodes are and were, and the condition that keeps a list within a scope.
 *
 * <p>Patterns are compared by {@code substr}: {@code like} minds neither case in SQLite nor what
 * its signs mean.
 */
final class Owners {

  private Owners() {}

  /** Writes down whose the node is; the same again changes nothing. */
  static void keep(Handle handle, Node node) {
    handle
        .createUpdate(
            "insert into node_owner (node_id, tenant, repository)"
                + " values (:id, :tenant, :repository) on conflict (node_id) do update"
                + " set tenant = excluded.tenant, repository = excluded.repository"
                + " where node_owner.tenant <> excluded.tenant"
                + " or node_owner.repository <> excluded.repository")
        .bind("id", node.id())
        .bind("tenant", node.tenant())
        .bind("repository", RepositoryPatterns.canonical(node.repository().forPeople()))
        .execute();
  }

  static boolean isWithin(Handle handle, Scope scope, String nodeId) {
    return bind(
                handle
                    .createQuery(
                        "select count(*) from node_owner where node_id = :node and "
                            + within(scope, ":node"))
                    .bind("node", nodeId),
                scope)
            .mapTo(int.class)
            .one()
        > 0;
  }

  /** A condition on a column or parameter, a constant, that holds a node's id. */
  static String within(Scope scope, String nodeId) {
    StringBuilder sql =
        new StringBuilder("exists (select 1 from node_owner o where o.node_id = ")
            .append(nodeId)
            .append(" and o.tenant = :ownerTenant");
    if (!scope.repositories().allowAll()) {
      List<String> patterns = scope.repositories().patterns();
      sql.append(" and o.repository <> '' and (");
      for (int i = 0; i < patterns.size(); i++) {
        String compared =
            patterns.get(i).endsWith("*")
                ? "substr(o.repository, 1, length(:pattern" + i + "))"
                : "o.repository";
        sql.append(i == 0 ? "" : " or ").append(compared).append(" = :pattern").append(i);
      }
      sql.append(')');
    }
    return sql.append(')').toString();
  }

  /** Gives the condition its values. */
  static Query bind(Query query, Scope scope) {
    query.bind("ownerTenant", scope.tenant());
    if (!scope.repositories().allowAll()) {
      List<String> patterns = scope.repositories().patterns();
      for (int i = 0; i < patterns.size(); i++) {
        String pattern = patterns.get(i);
        query.bind("pattern" + i, pattern.replace("*", ""));
      }
    }
    return query;
  }
}
