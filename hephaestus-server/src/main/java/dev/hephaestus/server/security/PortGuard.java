package dev.hephaestus.server.security;

import java.util.Objects;

/**
 * What stands at a port.
 *
 * @param gate says who calls
 */
public record PortGuard(Gatekeeper gate) {

  public PortGuard {
    Objects.requireNonNull(gate, "gate");
  }
}
