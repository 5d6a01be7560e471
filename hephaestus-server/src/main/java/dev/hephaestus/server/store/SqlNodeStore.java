package dev.hephaestus.server.store;

import dev.hephaestus.server.node.ArchivedNode;
import dev.hephaestus.server.node.Node;
import dev.hephaestus.server.node.NodeStore;
import dev.hephaestus.server.node.Registered;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.security.Scope;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The nodes in SQL. */
final class SqlNodeStore implements NodeStore {
  private final Sql sql;
  private final HiddenLogins logins;

  SqlNodeStore(Sql sql, HiddenLogins logins) {
    this.sql = sql;
    this.logins = logins;
  }

  @Override
  public List<Registered> addAllIfAbsent(List<Node> nodes) {
    // Before the one writer is taken, which a login that is new needs for itself.
    nodes.forEach(node -> logins.hidden(node.repository().location()));
    return sql.write(handle -> nodes.stream().map(node -> addIfAbsent(handle, node)).toList());
  }

  private Registered addIfAbsent(Handle handle, Node fresh) {
    Optional<Node> known = find(handle, fresh.tenant(), fresh.service(), fresh.repository());
    Registered registered =
        known.map(node -> new Registered(node, false)).orElseGet(() -> add(handle, fresh));
    Owners.keep(handle, registered.node());
    return registered;
  }

  private Registered add(Handle handle, Node fresh) {
    String location = logins.hidden(fresh.repository().location());
    Node node = NodeArchive.restored(handle, fresh, location);
    int added =
        handle
            .createUpdate(
                "insert into node (id, tenant, service, location, branch, body)"
                    + " values (:id, :tenant, :service, :location, :branch, :body)"
                    + " on conflict (tenant, service, location, branch) do nothing")
            .bind("id", node.id())
            .bind("tenant", node.tenant())
            .bind("service", node.service())
            .bind("location", location)
            .bind("branch", node.repository().branch().orElse(""))
            .bind("body", NodeDocument.write(node, logins))
            .execute();
    return added > 0
        ? new Registered(node, true)
        : new Registered(
            find(handle, fresh.tenant(), fresh.service(), fresh.repository()).orElseThrow(), false);
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
                .map(this::read));
  }

  @Override
  public Optional<Node> find(String tenant, String service, RepositoryLocation repository) {
    return sql.read(handle -> find(handle, tenant, service, repository));
  }

  private Node read(String body) {
    return NodeDocument.read(body, logins);
  }

  private Optional<Node> find(
      Handle handle, String tenant, String service, RepositoryLocation repository) {
    return handle
        .createQuery(
            "select body from node where tenant = :tenant"
                + " and service = :service and location = :location and branch = :branch")
        .bind("tenant", tenant)
        .bind("service", service)
        .bind("location", logins.hidden(repository.location()))
        .bind("branch", repository.branch().orElse(""))
        .mapTo(String.class)
        .findOne()
        .map(this::read);
  }

  @Override
  public List<Node> ofService(String tenant, String service) {
    return sql.read(
        handle ->
            handle
                .createQuery(
                    "select body from node where tenant = :tenant and service = :service"
                        + " order by id")
                .bind("tenant", tenant)
                .bind("service", service)
                .mapTo(String.class)
                .map(this::read)
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
                .map(this::read)
                .list());
  }

  @Override
  public Optional<String> tenant(String nodeId) {
    return sql.read(
        handle ->
            handle
                .createQuery("select tenant from node_owner where node_id = :node")
                .bind("node", nodeId)
                .mapTo(String.class)
                .findOne());
  }

  @Override
  public boolean isWithin(Scope scope, String nodeId) {
    return sql.read(handle -> Owners.isWithin(handle, scope, nodeId));
  }

  @Override
  public List<Node> list(Scope scope, String afterId, int limit) {
    return sql.read(
        handle ->
            Owners.bind(
                    handle
                        .createQuery(
                            "select body from node where id > :after and "
                                + Owners.within(scope, "node.id")
                                + " order by id limit :limit")
                        .bind("after", afterId)
                        .bind("limit", limit),
                    scope)
                .mapTo(String.class)
                .map(this::read)
                .list());
  }

  @Override
  public List<ArchivedNode> archived(Scope scope, String afterId, int limit) {
    return sql.read(handle -> NodeArchive.list(handle, logins, scope, afterId, limit));
  }

  @Override
  public void updateAll(List<Node> nodes) {
    if (nodes.isEmpty()) {
      return;
    }
    // Before the one writer is taken, as above.
    List<String> bodies = nodes.stream().map(node -> NodeDocument.write(node, logins)).toList();
    sql.write(
        handle -> {
          int updated = 0;
          for (int i = 0; i < nodes.size(); i++) {
            updated += update(handle, nodes.get(i), bodies.get(i));
          }
          return updated;
        });
  }

  private int update(Handle handle, Node node, String body) {
    int updated =
        handle
            .createUpdate(
                "update node set service = :service, location = :location,"
                    + " branch = :branch, body = :body where id = :id")
            .bind("id", node.id())
            .bind("service", node.service())
            .bind("location", logins.hidden(node.repository().location()))
            .bind("branch", node.repository().branch().orElse(""))
            .bind("body", body)
            .execute();
    if (updated > 0) {
      Owners.keep(handle, node);
    }
    return updated;
  }

  @Override
  public boolean remove(String id) {
    return sql.write(
        handle -> {
          NodeArchive.keep(handle, id);
          handle.execute(
              "update counter set value = value - (select coalesce(sum(length(b.body)), 0)"
                  + " from record_batch b join session s on s.id = b.session_id"
                  + " where s.node_id = ?) where name = 'record_bytes'",
              id);
          handle.execute("delete from session where node_id = ?", id);
          handle.execute("delete from pending_trigger where node_id = ?", id);
          handle.execute("delete from learned_template where node_id = ?", id);
          handle.execute("delete from incident_rules where node_id = ?", id);
          handle.execute("delete from node_release where node_id = ?", id);
          return handle.execute("delete from node where id = ?", id) > 0;
        });
  }
}
