package dev.hephaestus.server.grpc;

import dev.hephaestus.server.delivery.Solution;
import java.util.List;
import java.util.Objects;

/**
 * The solutions that nobody was there to receive.
 *
 * <p><i>Threads:</i> called by many at once, whenever a client opens its stream.
 */
@FunctionalInterface
public interface SolutionBacklog {

  /**
   * A solution that waits.
   *
   * @param solution the solution
   * @param link where it can be read
   */
  record Waiting(Solution solution, String link) {

    public Waiting {
      Objects.requireNonNull(solution, "solution");
      Objects.requireNonNull(link, "link");
    }
  }

  /** The solutions of the node that no client was sent yet, oldest first. */
  List<Waiting> of(String nodeId);

  /** The waiting solution is on its way to a client; it need not be named again. */
  default void sent(Solution solution) {}
}
