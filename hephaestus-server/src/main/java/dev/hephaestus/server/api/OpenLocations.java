package dev.hephaestus.server.api;

import dev.hephaestus.server.node.Node;
import dev.hephaestus.server.node.NodeStore;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.security.Scope;
import java.util.List;
import java.util.Optional;

/**
 * The repositories that may be asked about: those that nodes use and those that are set.
 *
 * <p>A request names one of them and never brings one: a location that anybody could choose would
 * read this machine's files and call its network. What is opened is the location as it was
 * registered, with the login that it may have; a request knows it as it is shown to people.
 */
final class OpenLocations {

  private static final int NODES_OF_A_PAGE = 200;

  private final NodeStore nodes;
  private final List<String> locations;

  OpenLocations(NodeStore nodes, List<String> locations) {
    this.nodes = nodes;
    this.locations = List.copyOf(locations);
  }

  /** The location that the name stands for, among those within the scope. */
  Optional<String> find(Scope scope, String name) {
    for (String location : locations) {
      RepositoryLocation known = RepositoryLocation.of(location);
      if (scope.repositories().allow(known.forPeople()) && isNamed(known, name)) {
        return Optional.of(location);
      }
    }
    String after = "";
    while (true) {
      List<Node> page = nodes.list(scope, after, NODES_OF_A_PAGE);
      for (Node node : page) {
        if (isNamed(node.repository(), name)) {
          return Optional.of(node.repository().location());
        }
      }
      if (page.size() < NODES_OF_A_PAGE) {
        return Optional.empty();
      }
      after = page.getLast().id();
    }
  }

  private static boolean isNamed(RepositoryLocation location, String name) {
    return location.location().equals(name) || location.forPeople().equals(name);
  }
}
