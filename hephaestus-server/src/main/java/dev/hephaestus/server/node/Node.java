package dev.hephaestus.server.node;

import dev.hephaestus.server.repository.RepositoryLocation;
import java.time.Instant;
import java.util.Objects;

/**
 * A service whose logs are watched and whose repository is worked on.
 *
 * @param id given by the server
 * @param service the service's name
 * @param repository where its source is
 * @param settings what is set for it
 * @param state where it is in its life
 * @param reason why the state is ERROR, one sentence; empty otherwise
 * @param created when it was registered
 * @param lastSeen when a client of it was last heard
 */
public record Node(
    String id,
    String service,
    RepositoryLocation repository,
    NodeSettings settings,
    NodeState state,
    String reason,
    Instant created,
    Instant lastSeen) {

  public Node {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(service, "service");
    Objects.requireNonNull(repository, "repository");
    Objects.requireNonNull(settings, "settings");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(created, "created");
    Objects.requireNonNull(lastSeen, "lastSeen");
  }

  /** The same node in another state. */
  public Node in(NodeState newState, String newReason) {
    return new Node(id, service, repository, settings, newState, newReason, created, lastSeen);
  }

  /** The same node with other settings. */
  public Node with(NodeSettings newSettings) {
    return new Node(id, service, repository, newSettings, state, reason, created, lastSeen);
  }

  /** The same node, heard at an instant. */
  public Node seen(Instant when) {
    return new Node(id, service, repository, settings, state, reason, created, when);
  }
}
