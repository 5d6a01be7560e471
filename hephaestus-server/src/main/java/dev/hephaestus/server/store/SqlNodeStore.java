package dev.hephaestus.server.store;

import dev.hephaestus.server.node.Node;
import dev.hephaestus.server.node.NodeStore;
import dev.hephaestus.server.repository.RepositoryLocation;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The nodes in SQL. */
final class SqlNodeStore implements NodeStore {
  private final Sql sql;

  SqlNodeStore(Sql sql) {
    this.sql = sql;
  }

  @Override
  public Node addIfAbsent(Node fresh) {
    return sql.write(
        handle -> {
          boolean known = find(handle, fresh.service(), fresh.repository()).isPresent();
          Node node = known ? fresh : NodeArchive.restored(handle, fresh);
          handle
              .createUpdate(
                  "insert into node (id, service, location, branch, body)"
                      + " values (:id, :service, :location, :branch, :body)"
                      + " on conflict (service, location, branch) do nothing")
              .bind("id", node.id())
              .bind("service", node.service())
              .bind("location", node.repository().location())
              .bind("branch", node.repository().branch().orElse(""))
              .bind("body", NodeDocument.write(node))
              .execute();
          return find(handle, node.service(), node.repository()).orElse(node);
        });
  }

  @Override
  public Optional<Node> find(String id) {
    return sql.read(
        handle ->
            handle
                .createQuery("select body from node where id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .findOne()
                .map(NodeDocument::read));
  }

  @Override
  public Optional<Node> find(String service, RepositoryLocation repository) {
    return sql.read(handle -> find(handle, service, repository));
  }

  private static Optional<Node> find(Handle handle, String service, RepositoryLocation repository) {
    return handle
        .createQuery(
            "select body from node"
                + " where service = :service and location = :location and branch = :branch")
        .bind("service", service)
        .bind("location", repository.location())
        .bind("branch", repository.branch().orElse(""))
        .mapTo(String.class)
        .findOne()
        .map(NodeDocument::read);
  }

  @Override
  public List<Node> ofService(String service) {
    return sql.read(
        handle ->
            handle
                .createQuery("select body from node where service = :service order by id")
                .bind("service", service)
                .mapTo(String.class)
                .map(NodeDocument::read)
                .list());
  }

  @Override
  public List<Node> list(String afterId, int limit) {
    return sql.read(
        handle ->
            handle
                .createQuery("select body from node where id > :after order by id limit :limit")
                .bind("after", afterId)
                .bind("limit", limit)
                .mapTo(String.class)
                .map(NodeDocument::read)
                .list());
  }

  @Override
  public void update(Node node) {
    sql.write(
        handle ->
            handle
                .createUpdate(
                    "update node set service = :service, location = :location,"
                        + " branch = :branch, body = :body where id = :id")
                .bind("id", node.id())
                .bind("service", node.service())
                .bind("location", node.repository().location())
                .bind("branch", node.repository().branch().orElse(""))
                .bind("body", NodeDocument.write(node))
                .execute());
  }

  @Override
  public boolean remove(String id) {
    return sql.write(
        handle -> {
          NodeArchive.keep(handle, id);
          handle.execute("delete from session where node_id = ?", id);
          handle.execute("delete from pending_trigger where node_id = ?", id);
          return handle.execute("delete from node where id = ?", id) > 0;
        });
  }
}
