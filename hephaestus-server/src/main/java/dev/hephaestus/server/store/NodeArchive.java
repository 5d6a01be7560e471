package dev.hephaestus.server.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hephaestus.server.node.Node;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Removed nodes. One that is registered again for the same service, repository and branch gets its
 * id back, and with it its incidents, runs and solutions.
 */
final class NodeArchive {
  private static final String TENANT = "tenant";

  private NodeArchive() {}

  /** Keeps a node that is about to be removed. */
  static void keep(Handle handle, String id) {
    handle.execute("delete from node_archive where id = ?", id);
    handle.execute(
        "insert into node_archive (id, service, location, branch, body)"
            + " select id, service, location, branch, body from node where id = ?",
        id);
  }

  /** The node as it is to be registered: under its id of before, where it had one. */
  static Node restored(Handle handle, Node fresh) {
    String document = NodeDocument.write(fresh);
    Optional<String> before =
        of(handle, fresh).stream()
            .filter(archived -> owner(archived).equals(owner(document)))
            .map(archived -> NodeDocument.read(archived).id())
            .findFirst();
    before.ifPresent(id -> handle.execute("delete from node_archive where id = ?", id));
    return before.map(fresh::withId).orElse(fresh);
  }

  private static List<String> of(Handle handle, Node node) {
    return handle
        .createQuery(
            "select body from node_archive"
                + " where service = :service and location = :location and branch = :branch"
                + " order by id desc")
        .bind("service", node.service())
        .bind("location", node.repository().location())
        .bind("branch", node.repository().branch().orElse(""))
        .mapTo(String.class)
        .list();
  }

  /** Whose a node is, where that is kept: nobody gets what was another's. */
  private static Optional<String> owner(String document) {
    JsonNode read = Json.read(document, NodeDocument.VERSION);
    return Json.optionalText(read, TENANT);
  }
}
