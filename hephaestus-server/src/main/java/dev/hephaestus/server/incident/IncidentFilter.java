package dev.hephaestus.server.incident;

import java.util.Objects;
import java.util.Optional;

/**
 * Which incidents to list.
 *
 * @param nodeId of this node only
 * @param state in this state only
 */
public record IncidentFilter(Optional<String> nodeId, Optional<IncidentState> state) {
  /** All. */
  public static final IncidentFilter ALL = new IncidentFilter(Optional.empty(), Optional.empty());

  public IncidentFilter {
    Objects.requireNonNull(nodeId, "nodeId");
    Objects.requireNonNull(state, "state");
  }
}
