package dev.hephaestus.server.security;

import java.util.Objects;
import java.util.Optional;

/**
 * What stands at a port.
 *
 * @param gate says who calls
 * @param tls encrypts; empty for no encryption
 * @param audit told of what callers change
 */
public record PortGuard(Gatekeeper gate, Optional<ServerTls> tls, AuditLog audit) {

  public PortGuard {
    Objects.requireNonNull(gate, "gate");
    Objects.requireNonNull(tls, "tls");
    Objects.requireNonNull(audit, "audit");
  }
}
