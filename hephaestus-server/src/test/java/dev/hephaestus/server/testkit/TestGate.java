package dev.hephaestus.server.testkit;

import dev.hephaestus.server.security.ApiKeys;
import dev.hephaestus.server.security.AuditEvent;
import dev.hephaestus.server.security.CertificateRule;
import dev.hephaestus.server.security.Gatekeeper;
import dev.hephaestus.server.security.KeyLimits;
import dev.hephaestus.server.security.PortGuard;
import dev.hephaestus.server.security.Refusals;
import dev.hephaestus.server.security.RepositoryPatterns;
import dev.hephaestus.server.security.Role;
import dev.hephaestus.server.security.Scope;
import dev.hephaestus.server.security.ServerTls;
import dev.hephaestus.server.security.Throttles;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A gate over keys in memory; it lets everybody in until a key is made. */
public final class TestGate {
  /** What was told to the audit log. */
  public final List<AuditEvent> told = new CopyOnWriteArrayList<>();

  /** The keys. */
  public final ApiKeys keys;

  private final Gatekeeper gate;
  private final Clock clock;

  public TestGate(Clock clock) {
    this(clock, List.of());
  }

  public TestGate(Clock clock, List<CertificateRule> certificates) {
    this.clock = clock;
    keys = new ApiKeys(new InMemoryApiKeyStore(), told::add, new SecureRandom(), clock);
    gate =
        new Gatekeeper(
            keys, certificates, new Refusals(told::add, new SimpleMeterRegistry(), clock));
  }

  /** One that lets everybody in. */
  public static PortGuard open() {
    return new TestGate(Clock.systemUTC()).guard();
  }

  /** What stands at a port. */
  public PortGuard guard() {
    return guard(Optional.empty());
  }

  /** What stands at a port that is encrypted. */
  public PortGuard guard(Optional<ServerTls> tls) {
    return new PortGuard(gate, tls, told::add, new Throttles(clock));
  }

  /** A key of a tenant that may do everything there. */
  public String key(String tenant) {
    return key(new Scope(tenant, Set.of(Role.values()), RepositoryPatterns.ALL, true));
  }

  /** A key. */
  public String key(Scope scope) {
    return key(scope, KeyLimits.NONE);
  }

  /** A key with limits. */
  public String key(Scope scope, KeyLimits limits) {
    return keys.create("test", scope, limits, Optional.empty()).text();
  }
}
