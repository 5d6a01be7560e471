package dev.hephaestus.server.app;

import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.grpc.SolutionBacklog;
import dev.hephaestus.server.pipeline.RunStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The latest solutions of a node, each named to the clients that connect until one has taken it.
 *
 * <p>Who took one is remembered in memory only: after a restart it is offered once more, which a
 * client that has it passes over.
 */
final class SolutionsWaiting implements SolutionBacklog {
  private static final int OFFERED = 20;

  private final RunStore runs;
  private final Function<Solution, String> links;
  private final Set<String> sent = ConcurrentHashMap.newKeySet();

  SolutionsWaiting(RunStore runs, Function<Solution, String> links) {
    this.runs = runs;
    this.links = links;
  }

  @Override
  public List<Waiting> of(String nodeId) {
    List<Waiting> waiting = new ArrayList<>();
    for (Solution solution : runs.solutions(Optional.of(nodeId), "", OFFERED)) {
      if (!sent.contains(solution.id())) {
        waiting.add(new Waiting(solution, links.apply(solution)));
      }
    }
    return waiting.reversed();
  }

  @Override
  public void sent(Solution solution) {
    sent.add(solution.id());
  }
}
