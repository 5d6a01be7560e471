package dev.hephaestus.server.testkit;

import dev.hephaestus.server.node.ArchivedNode;
import dev.hephaestus.server.node.Node;
import dev.hephaestus.server.node.NodeStore;
import dev.hephaestus.server.node.Registered;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.security.Scope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps nodes in memory. */
public final class InMemoryNodeStore implements NodeStore {
  private final TreeMap<String, Node> nodes = new TreeMap<>();
  private final Map<String, String> removed = new HashMap<>();

  @Override
  public synchronized List<Registered> addAllIfAbsent(List<Node> added) {
    return added.stream().map(this::added).toList();
  }

  private Registered added(Node node) {
    Optional<Node> known = find(node.tenant(), node.service(), node.repository());
    if (known.isPresent()) {
      return new Registered(known.get(), false);
    }
    Node fresh = node.withId(Objects.requireNonNullElse(removed.remove(place(node)), node.id()));
    nodes.put(fresh.id(), fresh);
    return new Registered(fresh, true);
  }

  @Override
  public synchronized Optional<Node> find(String id) {
    return Optional.ofNullable(nodes.get(id));
  }

  @Override
  public synchronized Optional<Node> find(
      String tenant, String service, RepositoryLocation repository) {
    return nodes.values().stream()
        .filter(node -> node.tenant().equals(tenant))
        .filter(node -> node.service().equals(service))
        .filter(node -> node.repository().location().equals(repository.location()))
        .filter(node -> node.repository().branch().equals(repository.branch()))
        .findFirst();
  }

  @Override
  public synchronized List<Node> ofService(String tenant, String service) {
    return nodes.values().stream()
        .filter(node -> node.tenant().equals(tenant))
        .filter(node -> node.service().equals(service))
        .toList();
  }

  @Override
  public synchronized List<Node> list(String afterId, int limit) {
    return nodes.tailMap(afterId, false).values().stream().limit(limit).toList();
  }

  @Override
  public synchronized Optional<String> tenant(String nodeId) {
    return find(nodeId).map(Node::tenant);
  }

  @Override
  public synchronized boolean isWithin(Scope scope, String nodeId) {
    return find(nodeId).filter(node -> node.isWithin(scope)).isPresent();
  }

  @Override
  public synchronized List<Node> list(Scope scope, String afterId, int limit) {
    return nodes.tailMap(afterId, false).values().stream()
        .filter(node -> node.isWithin(scope))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized List<ArchivedNode> archived(Scope scope, String afterId, int limit) {
    throw new UnsupportedOperationException("no test lists the archive of a store in memory");
  }

  @Override
  public synchronized void updateAll(List<Node> changed) {
    changed.forEach(node -> nodes.computeIfPresent(node.id(), (id, old) -> node));
  }

  @Override
  public synchronized boolean remove(String id) {
    Node gone = nodes.remove(id);
    if (gone != null) {
      removed.put(place(gone), id);
    }
    return gone != null;
  }

  private static String place(Node node) {
    return node.tenant()
        + "\n"
        + node.service()
        + "\n"
        + node.repository().location()
        + "\n"
        + node.repository().branch().orElse("");
  }
}
