package dev.hephaestus.server.security;

import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What stands at a port.
 *
 * @param gate says who calls
 * @param tls encrypts; empty for no encryption
 * @param audit told of what callers change
 * @param throttles how fast credentials may be used
 */
public record PortGuard(
    Gatekeeper gate, Optional<ServerTls> tls, AuditLog audit, Throttles throttles) {

  public PortGuard {
    Objects.requireNonNull(gate, "gate");
    Objects.requireNonNull(tls, "tls");
    Objects.requireNonNull(audit, "audit");
    Objects.requireNonNull(throttles, "throttles");
  }

  /**
   * Lets everybody in until a key is made, in the clear and with no audit log: for a server inside
   * another program.
   */
  public static PortGuard plain(ApiKeyStore keys, MeterRegistry meters, Clock clock) {
    AuditLog none = AuditLog.none();
    return new PortGuard(
        new Gatekeeper(
            new ApiKeys(keys, none, new SecureRandom(), clock),
            List.of(),
            new Refusals(none, meters, clock)),
        Optional.empty(),
        none,
        new Throttles(clock));
  }
}
