package dev.hephaestus.server.node;

import dev.hephaestus.server.repository.RepositoryLocation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which nodes wait for a check of their repository, and when each was checked last.
 *
 * <p><i>Threads:</i> guarded by the lock of the manager that it belongs to.
 */
final class NodeChecks {
  private static final Logger log = LoggerFactory.getLogger(NodeChecks.class);

  private final RepositoryChecks checks;
  private final Clock clock;
  private final Duration recheckAfter;
  private final BiConsumer<RepositoryLocation, String> ended;
  private final Map<String, Instant> lastChecked = new HashMap<>();
  private final Map<RepositoryLocation, Set<String>> awaiting = new HashMap<>();

  /**
   * @param ended told, by any thread and without the lock, what is wrong with a location; nothing
   *     when all is well
   */
  NodeChecks(
      RepositoryChecks checks,
      Clock clock,
      Duration recheckAfter,
      BiConsumer<RepositoryLocation, String> ended) {
    this.checks = checks;
    this.clock = clock;
    this.recheckAfter = recheckAfter;
    this.ended = ended;
  }

  /** Has the node's repository checked; all nodes that wait for one location share its check. */
  void soon(Node node) {
    booked(node.id());
    RepositoryLocation location = node.repository();
    boolean first = !awaiting.containsKey(location);
    awaiting.computeIfAbsent(location, none -> new LinkedHashSet<>()).add(node.id());
    if (first) {
      var unused =
          checks
              .of(location)
              .read()
              .whenComplete(
                  (fault, stopping) -> {
                    if (stopping == null) {
                      ended.accept(location, fault);
                    } else {
                      log.debug("{} is checked at the next start", location, stopping);
                    }
                  });
    }
  }

  /** The nodes that waited for the check of a location, which wait no more. */
  Set<String> waited(RepositoryLocation location) {
    return Objects.requireNonNullElse(awaiting.remove(location), Set.of());
  }

  /** The node was found to be in some state just now. */
  void booked(String nodeId) {
    lastChecked.put(nodeId, clock.instant());
  }

  boolean isDue(String nodeId, Instant now) {
    Instant checked = lastChecked.get(nodeId);
    return checked == null || !now.isBefore(checked.plus(recheckAfter));
  }

  void forget(String nodeId) {
    lastChecked.remove(nodeId);
  }
}
