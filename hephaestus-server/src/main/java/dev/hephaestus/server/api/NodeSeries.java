package dev.hephaestus.server.api;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Metrics less what names the nodes of others: who scrapes sees the series of the nodes that its
 * credential reaches, and all that is of no node in particular.
 *
 * <p><i>Source:</i> the lines are Prometheus' text format 0.0.4, labels in alphabetical order.
 */
final class NodeSeries {
  private static final String OF_CLIENTS = "hephaestus_client_";
  private static final String OTHERS = "other";
  private static final Pattern NODE = Pattern.compile("[a-z_]+\\{node=\"([^\"\\\\]*)\".*");

  private final Predicate<String> reached;
  private final Map<String, Boolean> known = new HashMap<>();

  /**
   * @param reached whether the node of this id may be seen; asked once for each
   */
  NodeSeries(Predicate<String> reached) {
    this.reached = reached;
    known.put(OTHERS, true);
  }

  /** What may be seen of all. */
  String of(String metrics) {
    return metrics.lines().filter(this::mayBeSeen).collect(Collectors.joining("\n", "", "\n"));
  }

  private boolean mayBeSeen(String line) {
    if (!line.startsWith(OF_CLIENTS)) {
      return true;
    }
    Matcher node = NODE.matcher(line);
    return node.matches() && known.computeIfAbsent(node.group(1), reached::test);
  }
}
