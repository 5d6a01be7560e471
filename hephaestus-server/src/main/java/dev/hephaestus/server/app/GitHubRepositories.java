package dev.hephaestus.server.app;

import dev.hephaestus.server.github.GitHubHost;
import dev.hephaestus.server.github.GitHubRepository;
import dev.hephaestus.server.github.RepositoryChanges;
import dev.hephaestus.server.node.Node;
import dev.hephaestus.server.node.NodeManager;
import dev.hephaestus.server.pipeline.RunCancellation;
import dev.hephaestus.server.pipeline.RunStore;
import dev.hephaestus.server.repository.GitRepositories;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.repository.RepositoryRefresher;
import dev.hephaestus.server.validation.build.KeptBuilds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Has what becomes of repositories on GitHub reach those who use them here. */
final class GitHubRepositories implements RepositoryChanges {
  private static final int PAGE = 500;

  private final GitHubHost host;
  private final NodeManager nodes;
  private final RepositoryRefresher refresher;
  private final GitRepositories copies;
  private final KeptBuilds builds;
  private final RunStore runs;
  private final RunCancellation cancellation;
  private final UnaryOperator<GitHubRepository> current;

  /**
   * Creates it.
   *
   * @param current gives what a repository is called now; nodes keep the name that their clients
   *     know
   */
  GitHubRepositories(
      GitHubHost host,
      NodeManager nodes,
      RepositoryRefresher refresher,
      GitRepositories copies,
      KeptBuilds builds,
      RunStore runs,
      RunCancellation cancellation,
      UnaryOperator<GitHubRepository> current) {
    this.host = host;
    this.nodes = nodes;
    this.refresher = refresher;
    this.copies = copies;
    this.builds = builds;
    this.runs = runs;
    this.cancellation = cancellation;
    this.current = current;
  }

  @Override
  public void changed(GitHubRepository repository) {
    fetch(locations(nodesOf(repository)));
  }

  @Override
  public boolean lost(GitHubRepository repository, String reason) {
    List<Node> concerned = nodesOf(repository);
    Set<String> ids = concerned.stream().map(Node::id).collect(Collectors.toSet());
    runs.open().stream()
        .filter(run -> ids.contains(run.nodeId()))
        .forEach(run -> cancellation.cancel(run.id()));
    Set<RepositoryLocation> locations = locations(concerned);
    locations.forEach(location -> nodes.accessLost(location, reason));
    locations.forEach(copies::purge);
    if (!concerned.isEmpty()) {
      builds.forget();
    }
    return !concerned.isEmpty();
  }

  private void fetch(Set<RepositoryLocation> locations) {
    locations.forEach(location -> refresher.request(location.location(), locations));
  }

  private static Set<RepositoryLocation> locations(List<Node> nodes) {
    return nodes.stream().map(Node::repository).collect(Collectors.toCollection(HashSet::new));
  }

  private List<Node> nodesOf(GitHubRepository repository) {
    GitHubRepository wanted = current.apply(repository);
    List<Node> found = new ArrayList<>();
    String after = "";
    List<Node> page;
    do {
      page = nodes.list(after, PAGE);
      page.stream()
          .filter(
              node ->
                  host.repository(node.repository()).map(current).filter(wanted::is).isPresent())
          .forEach(found::add);
      after = page.isEmpty() ? after : page.getLast().id();
    } while (page.size() == PAGE);
    return found;
  }
}
