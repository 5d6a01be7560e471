package dev.hephaestus.server.app;

import dev.hephaestus.server.HephaestusException;
import dev.hephaestus.server.security.ApiKeys;
import dev.hephaestus.server.security.AuditLog;
import dev.hephaestus.server.security.Gatekeeper;
import dev.hephaestus.server.security.PortGuard;
import dev.hephaestus.server.security.Refusals;
import dev.hephaestus.server.security.ServerTls;
import dev.hephaestus.server.security.Throttles;
import dev.hephaestus.server.store.Database;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What stands at the ports of a server, wired.
 *
 * @param gate says who calls
 * @param audit told of what callers change
 * @param throttles how fast credentials may be used, at both ports together
 */
record Guards(Gatekeeper gate, AuditLog audit, Throttles throttles) {
  private static final Logger log = LoggerFactory.getLogger(Guards.class);
  private static final Duration BETWEEN_KEEPS = Duration.ofSeconds(5);

  /**
   * Wires them.
   *
   * @throws HephaestusException when others could reach a port and nobody would ask who they are
   */
  static Guards wire(
      Configuration configuration,
      Database database,
      AuditLog audit,
      MeterRegistry meters,
      Clock clock) {
    Gatekeeper gate =
        new Gatekeeper(
            new ApiKeys(database.apiKeys(), audit, new SecureRandom(), clock),
            configuration.security().certificates(),
            new Refusals(audit, meters, clock));
    gate.requireGuarded("gRPC", configuration.grpc().host());
    gate.requireGuarded("HTTP", configuration.http().host());
    return new Guards(gate, audit, new Throttles(clock, database.sentBytes()));
  }

  /** From now on quotas are written down, also when the server stops. */
  void start(Parts parts) {
    parts.atEnd(throttles::keep);
    var unused =
        parts
            .timer("quota-keep")
            .scheduleWithFixedDelay(
                this::keep, BETWEEN_KEEPS.toSeconds(), BETWEEN_KEEPS.toSeconds(), TimeUnit.SECONDS);
  }

  private void keep() {
    try {
      throttles.keep();
    } catch (RuntimeException e) {
      log.warn("what was sent today could not be written down; trying again soon", e);
    }
  }

  /** What stands at one of them. */
  PortGuard of(Configuration.Endpoint endpoint) {
    if (endpoint.tls().isEmpty() && !Gatekeeper.isLoopback(endpoint.host())) {
      log.warn(
          "{}:{} is not encrypted: whoever sees the network sees API keys; set tls, or let only a"
              + " proxy that encrypts reach it",
          endpoint.host(),
          endpoint.port());
    }
    return new PortGuard(gate, endpoint.tls().map(ServerTls::new), audit, throttles);
  }
}
