package dev.hephaestus.server.api;

import dev.hephaestus.server.node.ArchivedNode;
import dev.hephaestus.server.node.Node;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Nodes, oldest first: those that are there, those that were removed, and their settings. */
final class NodeRoutes {
  private static final int MAX_BODY = 512 << 10;

  private final NodeAccess nodes;
  private final Callers callers;
  private final Answers answers;
  private final JsonBody body = new JsonBody();

  NodeRoutes(NodeAccess nodes, Callers callers, Answers answers) {
    this.nodes = nodes;
    this.callers = callers;
    this.answers = answers;
  }

  void register(ReadRoutes reads, RoutesConfig routes) {
    reads.add("/api/v1/nodes", Access.READ, this::list);
    reads.add("/api/v1/nodes/{id}", Access.READ, this::one);
    reads.add("/api/v1/archived-nodes", Access.READ, this::archived);
    routes.patch("/api/v1/nodes/{id}/settings", this::change, Access.OPERATE);
  }

  private void list(Context context) {
    Page page = Page.of(context, Set.of());
    List<Node> found =
        nodes.store().list(Callers.scope(context), page.after(), page.limitPlusOne());
    answers.view(context, page.cut(context, found, Node::id).stream().map(NodeView::of).toList());
  }

  private void one(Context context) {
    answers.view(context, NodeView.of(reached(context)));
  }

  private void archived(Context context) {
    Page page = Page.of(context, Set.of());
    List<ArchivedNode> found =
        nodes.store().archived(Callers.scope(context), page.after(), page.limitPlusOne());
    answers.view(
        context,
        page.cut(context, found, ArchivedNode::id).stream().map(ArchivedNodeView::of).toList());
  }

  private void change(Context context) {
    var asked = body.read(context, MAX_BODY);
    String id = reached(context).id();
    SettingsChange change = SettingsChange.read(asked);
    if (change.deploys() && !Callers.scope(context).deploy()) {
      throw new ForbiddenResponse("The credential is for mode suggest, not for deploy.");
    }
    Node changed =
        nodes
            .change()
            .settings(id, change.values(), change.named())
            .orElseThrow(NotFoundResponse::new);
    String settings =
        change.named().stream().map(each -> each.path()).sorted().collect(Collectors.joining(","));
    callers.tell(
        context,
        "node.changed",
        id,
        Map.of("settings", settings, "mode", NodeView.of(changed).settings().mode()));
    answers.view(context, NodeView.of(changed));
  }

  private Node reached(Context context) {
    return callers.reached(context, nodes.store().find(context.pathParam("id")), Node::id);
  }
}
