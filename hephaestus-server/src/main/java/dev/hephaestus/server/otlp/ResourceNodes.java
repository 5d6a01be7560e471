package dev.hephaestus.server.otlp;

import dev.hephaestus.server.ingest.Resource;
import dev.hephaestus.server.node.Node;
import dev.hephaestus.server.node.NodeListener;
import dev.hephaestus.server.node.NodeManager;
import dev.hephaestus.server.node.Registered;
import dev.hephaestus.server.node.Registration;
import dev.hephaestus.server.security.AuditLog;
import dev.hephaestus.server.security.Scope;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the node that a resource belongs to: by its attribute {@code hephaestus.node}, else by the
 * first rule that fits, else by its service's name where exactly one node has it.
 *
 * <p>The repository comes from the rules and from nodes that are known already, never from what a
 * resource says.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
public final class ResourceNodes implements NodeListener {
  /** A node's id, as its page shows it. */
  static final String NODE = "hephaestus.node";

  private static final int ROUTES = 10_000;

  private final NodeManager nodes;
  private final List<NodeRule> rules;
  private final int mostNodes;
  private final AuditLog audit;

  /** Held while nodes are made; the object's own lock is not, since who removes nodes needs it. */
  private final Object registering = new Object();

  // Guarded by this object's lock.
  private final Map<Asked, String> routes = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, Set<String>> registered = new HashMap<>();

  private record Asked(Scope scope, String node, String service, String namespace) {}

  /** The node of a resource, or why it has none. */
  sealed interface Route {
    record To(String nodeId) implements Route {}

    record Nowhere(String reason) implements Route {}
  }

  /**
   * @param mostNodes how many nodes of one tenant are registered because of resources, at most
   * @param audit told of each node that a resource brings about
   */
  public ResourceNodes(NodeManager nodes, List<NodeRule> rules, int mostNodes, AuditLog audit) {
    this.audit = Objects.requireNonNull(audit, "audit");
    this.nodes = Objects.requireNonNull(nodes, "nodes");
    this.rules = List.copyOf(rules);
    this.mostNodes = mostNodes;
  }

  Route find(Resource resource, Sender sender) {
    Map<String, String> attributes = resource.attributes();
    Asked asked =
        new Asked(
            sender.scope(),
            attributes.getOrDefault(NODE, ""),
            resource.service(),
            attributes.getOrDefault("service.namespace", ""));
    String known = known(asked);
    if (known != null) {
      nodes.seen(known);
      return new Route.To(known);
    }
    Route route = asked.node().isEmpty() ? byService(resource, sender) : byId(asked.node(), sender);
    if (route instanceof Route.To to) {
      remember(asked, to.nodeId());
    }
    return route;
  }

  private Route byId(String id, Sender sender) {
    return nodes
        .find(id)
        .filter(sender::reaches)
        .<Route>map(node -> heard(node.id()))
        .orElseGet(
            () -> new Route.Nowhere("the node \"" + shown(id) + "\" of " + NODE + " is not known"));
  }

  private Route byService(Resource resource, Sender sender) {
    for (NodeRule rule : rules) {
      Optional<Registration> registration = rule.registration(resource, sender.scope().tenant());
      if (registration.isPresent()) {
        return registered(registration.get(), sender);
      }
    }
    List<Node> same =
        nodes.ofService(sender.scope().tenant(), resource.service()).stream()
            .filter(sender::reaches)
            .toList();
    if (same.size() == 1) {
      return heard(same.get(0).id());
    }
    String service = "service.name \"" + shown(resource.service()) + "\"";
    return new Route.Nowhere(
        same.isEmpty()
            ? "no node is known for " + service + "; add a rule to otlp.nodes, or set " + NODE
            : same.size() + " nodes are known for " + service + "; say which by " + NODE);
  }

  private Route registered(Registration registration, Sender sender) {
    Optional<String> objection = sender.objection(registration);
    if (objection.isPresent()) {
      return new Route.Nowhere(objection.get());
    }
    synchronized (registering) {
      if (isFull(registration)) {
        return new Route.Nowhere(
            "there are " + mostNodes + " nodes of OpenTelemetry already; raise otlp.maxNodes");
      }
      Registered registered = nodes.initialize(registration);
      Node node = registered.node();
      count(node);
      if (registered.isNew()) {
        audit.record(node.event("node.created", sender.caller().name()));
      }
      return new Route.To(node.id());
    }
  }

  private boolean isFull(Registration registration) {
    String tenant = registration.tenant();
    return counted(tenant) >= mostNodes
        && nodes.ofService(tenant, registration.service()).isEmpty();
  }

  private synchronized int counted(String tenant) {
    return registered.getOrDefault(tenant, Set.of()).size();
  }

  private synchronized void count(Node node) {
    registered.computeIfAbsent(node.tenant(), tenant -> new HashSet<>()).add(node.id());
  }

  private Route heard(String id) {
    nodes.seen(id);
    return new Route.To(id);
  }

  private synchronized @Nullable String known(Asked asked) {
    return routes.get(asked);
  }

  private synchronized void remember(Asked asked, String id) {
    routes.put(asked, id);
    if (routes.size() > ROUTES) {
      routes.remove(routes.keySet().iterator().next());
    }
  }

  @Override
  public void settingsChanged(Node node) {
    // Settings do not change where a resource belongs.
  }

  @Override
  public synchronized void removed(String nodeId) {
    routes.values().removeIf(nodeId::equals);
    registered.values().forEach(ids -> ids.remove(nodeId));
  }

  private static String shown(String text) {
    String visible = text.replaceAll("\\p{Cntrl}", " ");
    return visible.length() > 100 ? visible.substring(0, 100) + "…" : visible;
  }
}
