package dev.hephaestus.server.otlp;

import dev.hephaestus.server.node.Mode;
import dev.hephaestus.server.node.Node;
import dev.hephaestus.server.node.Registration;
import dev.hephaestus.server.security.Principal;
import dev.hephaestus.server.security.Scope;
import dev.hephaestus.server.security.Throttle;
import java.util.Objects;
import java.util.Optional;

/**
 * Who sends logs, as its credential says and never as its resources do.
 *
 * @param caller which nodes it reaches, and which it may register
 * @param throttle how fast its credential may be used
 */
public record Sender(Principal caller, Throttle throttle) {

  public Sender {
    Objects.requireNonNull(caller, "caller");
    Objects.requireNonNull(throttle, "throttle");
  }

  Scope scope() {
    return caller.scope();
  }

  /** Whether logs of this sender may go to the node. */
  boolean reaches(Node node) {
    return node.isWithin(scope());
  }

  /** Why this sender may not register so; empty when it may. */
  Optional<String> objection(Registration registration) {
    if (!scope().repositories().allow(registration.repository().forPeople())) {
      return Optional.of("the credential is not for the repository of this service");
    }
    return registration.settings().mode() == Mode.DEPLOY && !scope().deploy()
        ? Optional.of("the credential is for mode suggest, the rule of this service for deploy")
        : Optional.empty();
  }
}
