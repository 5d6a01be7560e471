package dev.hephaestus.server.api;

import dev.hephaestus.server.security.Role;
import io.javalin.security.RouteRole;
import java.util.Optional;

/** What an address asks of who calls it. */
enum Access implements RouteRole {
  /** Nothing: it tells nothing of anybody, or knows by itself who calls. */
  PUBLIC(Optional.empty()),
  /** Nothing: it only says how else to ask. */
  OTHERWISE(Optional.empty()),
  MONITOR(Optional.of(Role.MONITOR)),
  INGEST(Optional.of(Role.INGEST)),
  READ(Optional.of(Role.READ)),
  OPERATE(Optional.of(Role.OPERATE));

  private final Optional<Role> role;

  Access(Optional<Role> role) {
    this.role = role;
  }

  /** The role that it asks for. */
  Optional<Role> role() {
    return role;
  }
}
