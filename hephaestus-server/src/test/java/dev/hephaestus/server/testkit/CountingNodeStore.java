package dev.hephaestus.server.testkit;

import dev.hephaestus.server.HephaestusException;
import dev.hephaestus.server.node.ArchivedNode;
import dev.hephaestus.server.node.Node;
import dev.hephaestus.server.node.NodeStore;
import dev.hephaestus.server.node.Registered;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.security.Scope;
import java.util.List;
import java.util.Optional;

/** Keeps nodes in memory and counts the transactions that write; fails on demand. */
public final class CountingNodeStore implements NodeStore {
  private final InMemoryNodeStore nodes = new InMemoryNodeStore();

  /** How many transactions wrote, or could have. */
  public int writes;

  /** How many nodes were changed. */
  public int changed;

  /** Whether it fails from now on. */
  public boolean failing;

  @Override
  public List<Registered> addAllIfAbsent(List<Node> added) {
    if (failing) {
      throw new HephaestusException("the disk fails");
    }
    writes++;
    return nodes.addAllIfAbsent(added);
  }

  @Override
  public void updateAll(List<Node> nodesChanged) {
    if (!nodesChanged.isEmpty()) {
      writes++;
      changed += nodesChanged.size();
      nodes.updateAll(nodesChanged);
    }
  }

  @Override
  public boolean remove(String id) {
    writes++;
    return nodes.remove(id);
  }

  @Override
  public Optional<Node> find(String id) {
    return nodes.find(id);
  }

  @Override
  public Optional<Node> find(String tenant, String service, RepositoryLocation repository) {
    return nodes.find(tenant, service, repository);
  }

  @Override
  public Optional<String> tenant(String nodeId) {
    return nodes.tenant(nodeId);
  }

  @Override
  public boolean isWithin(Scope scope, String nodeId) {
    return nodes.isWithin(scope, nodeId);
  }

  @Override
  public List<Node> list(Scope scope, String afterId, int limit) {
    return nodes.list(scope, afterId, limit);
  }

  @Override
  public List<Node> ofService(String tenant, String service) {
    return nodes.ofService(tenant, service);
  }

  @Override
  public List<Node> list(String afterId, int limit) {
    return nodes.list(afterId, limit);
  }

  @Override
  public List<ArchivedNode> archived(Scope scope, String afterId, int limit) {
    return nodes.archived(scope, afterId, limit);
  }
}
