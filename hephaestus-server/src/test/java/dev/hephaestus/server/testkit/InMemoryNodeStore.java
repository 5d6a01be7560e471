package dev.hephaestus.server.testkit;

import dev.hephaestus.server.node.Node;
import dev.hephaestus.server.node.NodeStore;
import dev.hephaestus.server.repository.RepositoryLocation;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps nodes in memory. */
public final class InMemoryNodeStore implements NodeStore {
  private final TreeMap<String, Node> nodes = new TreeMap<>();

  @Override
  public synchronized Node addIfAbsent(Node node) {
    Optional<Node> known = find(node.service(), node.repository());
    if (known.isEmpty()) {
      nodes.put(node.id(), node);
    }
    return known.orElse(node);
  }

  @Override
  public synchronized Optional<Node> find(String id) {
    return Optional.ofNullable(nodes.get(id));
  }

  @Override
  public synchronized Optional<Node> find(String service, RepositoryLocation repository) {
    return nodes.values().stream()
        .filter(node -> node.service().equals(service))
        .filter(node -> node.repository().location().equals(repository.location()))
        .filter(node -> node.repository().branch().equals(repository.branch()))
        .findFirst();
  }

  @Override
  public synchronized List<Node> ofService(String service) {
    return nodes.values().stream().filter(node -> node.service().equals(service)).toList();
  }

  @Override
  public synchronized List<Node> list(String afterId, int limit) {
    return nodes.tailMap(afterId, false).values().stream().limit(limit).toList();
  }

  @Override
  public synchronized void update(Node node) {
    nodes.computeIfPresent(node.id(), (id, old) -> node);
  }

  @Override
  public synchronized boolean remove(String id) {
    return nodes.remove(id) != null;
  }
}
