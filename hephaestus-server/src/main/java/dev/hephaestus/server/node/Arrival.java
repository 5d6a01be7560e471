package dev.hephaestus.server.node;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * A registration and what is known of its repository by then.
 *
 * @param registration what the client says
 * @param state ACTIVE when the repository was read, ERROR when it cannot be, INITIALIZING while
 *     nobody knows yet
 * @param reason why it is not ACTIVE, one sentence; empty where there is nothing to say
 */
record Arrival(Registration registration, NodeState state, String reason) {

  Arrival {
    Objects.requireNonNull(registration, "registration");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(reason, "reason");
  }

  /** One whose repository nobody looked at. */
  static Arrival unchecked(Registration registration) {
    return new Arrival(registration, NodeState.INITIALIZING, "");
  }

  /** The node that it makes where there is none. */
  Node fresh(String id, Instant now) {
    return new Node(
        id,
        registration.service(),
        registration.repository(),
        registration.settings(),
        state,
        reason,
        now,
        now,
        Set.of(),
        registration.tenant());
  }

  /**
   * What it makes of the node that is there: what the client was configured with holds, except
   * where a setting was changed on the server.
   */
  Node onto(Node stored) {
    NodeSettings settings =
        Setting.takeAll(stored.overridden(), stored.settings(), registration.settings());
    Node node = stored.with(settings).at(registration.repository());
    return isCertain(stored) ? node : node.in(state, reason);
  }

  /** Whether the repository of the node that is there is known to be readable. */
  boolean isCertain(Node stored) {
    return stored.isReady() && stored.repository().equals(registration.repository());
  }
}
