package dev.hephaestus.server.app;

import dev.hephaestus.server.api.RefreshRequests;
import dev.hephaestus.server.node.Node;
import dev.hephaestus.server.node.NodeStore;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.repository.RepositoryRefresher;
import dev.hephaestus.server.security.Scope;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Fetches what is in use: for a Git host whatever it names, for others what is theirs. */
final class Refreshes implements RefreshRequests {
  private static final int PAGE = 500;

  private final RepositoryRefresher refresher;
  private final NodeStore nodes;
  private final List<String> open;

  /**
   * @param open repositories that may be asked about though no node uses them
   */
  Refreshes(RepositoryRefresher refresher, NodeStore nodes, List<String> open) {
    this.refresher = refresher;
    this.nodes = nodes;
    this.open = List.copyOf(open);
  }

  @Override
  public boolean request(String url) {
    return refresher.request(url);
  }

  @Override
  public boolean request(Scope scope, String url) {
    Set<RepositoryLocation> theirs = new HashSet<>();
    for (String location : open) {
      RepositoryLocation known = RepositoryLocation.of(location);
      if (scope.repositories().allow(known.forPeople())) {
        theirs.add(known);
      }
    }
    String after = "";
    List<Node> page;
    do {
      page = nodes.list(scope, after, PAGE);
      page.forEach(node -> theirs.add(node.repository()));
      after = page.isEmpty() ? after : page.getLast().id();
    } while (page.size() == PAGE);
    return refresher.request(url, theirs);
  }
}
