package dev.hephaestus.server.security;

import java.util.Objects;

/**
 * Who calls, as its credential says.
 *
 * @param name names the credential in the audit log: {@code key:k3J…}, {@code certificate:billing},
 *     {@code local}
 * @param scope what it may do
 * @param limits how much of it
 */
public record Principal(String name, Scope scope, KeyLimits limits) {
  /** A process on this machine, as long as no credential was ever made. */
  public static final Principal LOCAL = new Principal("local", Scope.LOCAL, KeyLimits.NONE);

  public Principal {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(scope, "scope");
    Objects.requireNonNull(limits, "limits");
  }

  /** Whether it has the role. */
  public boolean may(Role role) {
    return scope.roles().contains(role);
  }
}
